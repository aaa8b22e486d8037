import type { KeyboardEvent } from "react";

type Props = {
  /** `row,column`, by which the keys find it. */
  readonly at: string;
  readonly label: string;
  readonly text: string;
  /** The same in words, below it. */
  readonly words: string;
  readonly holder: string;
  /** What may stand here, offered while typing. */
  readonly choices?: readonly string[] | undefined;
  readonly wrong: boolean;
  /** Of a trial: whether this condition holds. */
  readonly held: boolean | undefined;
  readonly readOnly: boolean;
  readonly onChange: (text: string) => void;
  readonly onPaste?: (block: string) => void;
  readonly onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
};

/** One cell: what the author writes, and below it what that says. */
export function Cell(props: Props) {
  const { at, label, text, words, holder, choices, wrong, held, readOnly, onChange, onPaste, onKeyDown } = props;
  const list = choices?.length ? `choices-${at.replace(",", "-")}` : undefined;
  const tone = wrong ? "cell-wrong" : held === undefined ? "" : held ? "cell-held" : "cell-not";
  return (
    <td className={tone || undefined}>
      <input
        className="cell"
        data-cell={at}
        aria-label={words ? `${label}：${words}` : label}
        value={text}
        placeholder={holder}
        readOnly={readOnly}
        list={readOnly ? undefined : list}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const block = event.clipboardData.getData("text/plain");
          if (readOnly || !onPaste || !/[\t\n]/.test(block.trimEnd())) return;
          event.preventDefault();
          onPaste(block);
        }}
      />
      {list && !readOnly && (
        <datalist id={list}>
          {choices!.map((one) => (
            <option key={one} value={one}>
              {one}
            </option>
          ))}
        </datalist>
      )}
      {words && (
        <span className="cell-words" aria-hidden>
          {words}
        </span>
      )}
    </td>
  );
}

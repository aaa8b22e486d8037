import { Segmented } from "antd";
import type { ReactNode } from "react";
import { ProblemNote } from "../../../parts/ProblemNote.tsx";
import { useUrlState } from "../../../parts/url-state.ts";
import { Waiting } from "../../../parts/Waiting.tsx";
import { useText } from "../../../texts/index.ts";
import { type Letter, type Place, useLetter } from "./data.ts";
import { LetterFrame } from "./LetterFrame.tsx";

type Props = {
  /** The letter itself, or where it is fetched from once it is looked at. */
  readonly letter: Letter | Place;
  /** Its words. */
  readonly children: ReactNode;
};

/** A letter's words, or the letter as it was written. */
export function AsWritten({ letter, children }: Props) {
  const { t } = useText();
  const [url, set] = useUrlState();
  const id = "letterId" in letter ? letter.letterId : letter.id!;
  const asWritten = url.letter === id;
  return (
    <>
      <Segmented<"text" | "letter">
        size="small"
        className="letter-switch no-print"
        aria-label={t("messages.howShown")}
        value={asWritten ? "letter" : "text"}
        onChange={(next) => set({ letter: next === "letter" ? id : undefined })}
        options={[
          { value: "text", label: t("messages.asText") },
          { value: "letter", label: t("messages.asWritten") },
        ]}
      />
      {!asWritten ? children : "letterId" in letter ? <Fetched place={letter} /> : <LetterFrame letter={letter} />}
    </>
  );
}

function Fetched({ place }: { place: Place }) {
  const { data, error } = useLetter(place);
  if (error) return <ProblemNote problem={error} />;
  return data ? <LetterFrame letter={data} /> : <Waiting />;
}

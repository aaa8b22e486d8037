import { Button, DatePicker } from "antd";
import { companyTime, fromPicker, toPicker } from "../../parts/clock.ts";
import { useNow } from "../../parts/When.tsx";
import { useText } from "../../texts/index.ts";

type Props = {
  readonly value?: string | null | undefined;
  readonly onChange?: (at: string | undefined) => void;
  readonly id?: string;
  readonly autoFocus?: boolean;
};

/** A time to come on the company's clock, with the usual ones at hand. */
export function TimeAhead({ value, onChange, id, autoFocus = false }: Props) {
  const { t } = useText();
  const now = useNow();
  const round = (at: number) => companyTime(Math.ceil(at / 1_800_000) * 1_800_000).toISOString();
  const tomorrow = companyTime(now).add(1, "day").startOf("day");
  const usual = [
    [t("tickets.in2h"), round(now + 2 * 3_600_000)],
    [t("tickets.today18"), companyTime(now).startOf("day").add(18, "hour").toISOString()],
    [t("tickets.tomorrow10"), tomorrow.add(10, "hour").toISOString()],
    [t("tickets.tomorrow18"), tomorrow.add(18, "hour").toISOString()],
  ] as const;
  return (
    <div className="time-ahead">
      <DatePicker
        {...(id && { id })}
        autoFocus={autoFocus}
        showTime={{ format: "HH:mm", minuteStep: 5 }}
        format="YYYY-MM-DD HH:mm"
        value={value ? toPicker(value) : null}
        minDate={toPicker(new Date(now).toISOString())}
        onChange={(picked) => onChange?.(picked ? fromPicker(picked) : undefined)}
      />
      <span className="row">
        {usual
          .filter(([, at]) => Date.parse(at) > now + 60_000)
          .map(([words, at]) => (
            <Button key={words} size="small" type="text" onClick={() => onChange?.(at)}>
              {words}
            </Button>
          ))}
      </span>
    </div>
  );
}

import { useText } from "../../texts/index.ts";
import type { Switchboard } from "./data.ts";

/** An example that works in a shell. */
export function HowTo({ board }: { board: Switchboard | undefined }) {
  const { t } = useText();
  const example = `body='{"event":"ringing","call":"20260615-0001","from":"13812345678","extension":"8001"}'
time=$(date +%s)
sign=$(printf '%s.%s' "$time" "$body" | openssl dgst -sha256 -hmac "$SECRET" -r | cut -d' ' -f1)
curl -X POST ${window.location.origin}/api/v1/hotline/events \\
  -H 'content-type: application/json' -H 'x-hotline-switchboard: ${board?.id ?? "ID"}' \\
  -H "x-hotline-timestamp: $time" -H "x-hotline-signature: $sign" -d "$body"`;
  return (
    <details className="panel-body hotline-how">
      <summary>{t("hotline.how")}</summary>
      <p className="quiet">{t("hotline.howLead")}</p>
      <pre>{example}</pre>
      <p className="quiet small">ringing · answered · ended (seconds, recording) · missed · recording</p>
    </details>
  );
}

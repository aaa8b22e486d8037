import { useQuery } from "@tanstack/react-query";
import { Avatar, Button, Divider } from "antd";
import { send } from "../api.ts";
import { useText } from "../texts/index.ts";
import type { Text } from "../texts/text.ts";

type Demo = { email: string; password: string; name: string; label: Text };
type SignInWays = { oidc?: { url: string; label?: Text } | null; demo?: Demo[] | null };

/** Ways in besides the password: the company's own sign-in, and in a demo one card for each role. */
export function Ways({ busy, onPick }: { busy: boolean; onPick: (given: { email: string; password: string }) => void }) {
  const { t, pick } = useText();
  const { data } = useQuery({ queryKey: ["sign-in-ways"], queryFn: () => send<SignInWays>("GET", "/api/v1/sign-in-ways"), retry: false });
  return (
    <>
      {data?.oidc && (
        <Button size="large" block href={data.oidc.url}>
          {data.oidc.label ? pick(data.oidc.label) : t("signIn.oidc")}
        </Button>
      )}
      {data?.demo && data.demo.length > 0 && (
        <div>
          <Divider plain>{t("signIn.demo")}</Divider>
          <p className="quiet small">{t("signIn.demoLead")}</p>
          <div className="demo-cards">
            {data.demo.map((one) => (
              <button key={one.email} type="button" className="demo-card" disabled={busy} onClick={() => onPick({ email: one.email, password: one.password })}>
                <Avatar size={32}>{[...one.name].at(0)}</Avatar>
                <span>
                  <strong>{pick(one.label)}</strong>
                  <span className="quiet small">{one.name}</span>
                </span>
              </button>
            ))}
          </div>
        </div>
      )}
    </>
  );
}

import { useQuery } from "@tanstack/react-query";
import { Avatar, Button, Divider } from "antd";
import { api, ask } from "../api.ts";
import { useText } from "../texts/index.ts";

/** Ways in besides the password: the company's own sign-in, and in a demo one card for each role. */
export function Ways({
  busy,
  onPick,
}: {
  busy: boolean;
  onPick: (given: { email: string; password: string }) => void;
}) {
  const { t, pick } = useText();
  const { data } = useQuery({ queryKey: ["sign-in-ways"], queryFn: () => ask(api.GET("/api/v1/sign-in-ways")) });
  return (
    <>
      {data?.oidc && (
        <Button size="large" block href={data.oidc.start}>
          {t("signIn.oidc", { name: data.oidc.name })}
        </Button>
      )}
      {data?.demo && data.demo.length > 0 && (
        <div>
          <Divider plain>{t("signIn.demo")}</Divider>
          <p className="quiet small">{t("signIn.demoLead")}</p>
          <div className="demo-cards">
            {data.demo.map((one) => (
              <button
                key={one.email}
                type="button"
                className="demo-card"
                disabled={busy}
                onClick={() => onPick({ email: one.email, password: one.password })}
              >
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

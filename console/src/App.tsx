import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { App as AntApp, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import { queries } from "./api.ts";
import { antTheme } from "./frame/theme.ts";
import { usePreferences } from "./frame/preferences.ts";
import { router } from "./routes.tsx";

/** Language, theme and data around the screens. */
export function App() {
  const { language, dark } = usePreferences();
  return (
    <ConfigProvider locale={language === "zh" ? zh : en} theme={antTheme(dark)} button={{ autoInsertSpace: false }}>
      <AntApp message={{ maxCount: 3 }} notification={{ placement: "bottomRight" }}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}

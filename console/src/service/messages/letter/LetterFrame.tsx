import { EyeInvisibleOutlined } from "@ant-design/icons";
import { useEffect, useMemo, useRef, useState } from "react";
import { useText } from "../../../texts/index.ts";
import "./letter.css";
import { type Letter, usePictures } from "./data.ts";
import { isMeasured, layOut, pageOf, paper } from "./paper.ts";

/** A letter as it was written, on paper of its own: a frame that runs, loads and sends nothing, as high as what stands in it. */
export function LetterFrame({ letter }: { letter: Letter }) {
  const { t } = useText();
  const pictures = usePictures(letter);
  // Texts, since `t` is another one each time and the frame would be loaded anew.
  const [plain, named] = [t("messages.picture"), t("messages.pictureOf", { alt: "{alt}" })];
  const laid = useMemo(
    () => layOut(letter.html ?? "", pictures, (alt) => (alt ? named.replace("{alt}", () => alt) : plain)),
    [letter.html, pictures, plain, named],
  );
  const page = useMemo(() => pageOf(laid.element.outerHTML), [laid]);
  const { host, height } = useHeight(laid.element, isMeasured(laid));
  const { heldBack = 0 } = letter;
  return (
    <div className="letter-box">
      {heldBack > 0 && (
        <p className="quiet small letter-note">
          <EyeInvisibleOutlined /> {t("messages.heldBack", { count: heldBack })}
        </p>
      )}
      <div ref={host} className="letter-measure" lang="zh-CN" aria-hidden inert />
      <iframe
        className="letter-frame"
        title={t("messages.asWritten")}
        // Without `allow-same-origin` and `allow-scripts`; links alone may leave, for a tab of their own.
        sandbox="allow-popups allow-popups-to-escape-sandbox"
        referrerPolicy="no-referrer"
        srcDoc={page}
        style={height ? { height } : undefined}
      />
      {letter.cut && <p className="quiet small letter-note">{t("messages.letterCut")}</p>}
    </div>
  );
}

/** A frame of another origin does not say how high it is: the same elements are laid out beside it, unseen. */
function useHeight(element: HTMLElement, measured: boolean) {
  const host = useRef<HTMLDivElement>(null);
  const [height, setHeight] = useState<number>();
  useEffect(() => {
    const place = host.current;
    if (!place || !measured) return;
    const root = place.shadowRoot ?? place.attachShadow({ mode: "open" });
    const sheet = document.createElement("style");
    sheet.textContent = paper;
    const copy = element.cloneNode(true) as HTMLElement;
    root.replaceChildren(sheet, copy);
    // A scroll bar below wide tables takes its place too.
    const read = () => setHeight(copy.scrollHeight + (copy.scrollWidth > copy.clientWidth ? 16 : 0));
    const watch = new ResizeObserver(read);
    watch.observe(copy);
    read();
    return () => watch.disconnect();
  }, [element, measured]);
  return { host, height };
}

import { Button } from "antd";
import { type PointerEvent, useEffect, useRef, useState } from "react";
import { useText } from "../../texts/index.ts";

/** A white box in which the customer signs with finger, pen or mouse; tells the PNG in base64, or nothing while it is empty. */
export function SignaturePad({ onChange }: { onChange: (png: string | undefined) => void }) {
  const { t } = useText();
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number }>(undefined);
  const [empty, setEmpty] = useState(true);

  const clear = () => {
    const box = canvas.current!;
    const pen = box.getContext("2d")!;
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, box.width, box.height);
    last.current = undefined;
    setEmpty(true);
    onChange(undefined);
  };
  useEffect(() => {
    const box = canvas.current!;
    // As sharp as the screen, at most twice: a signature stays small.
    const sharp = Math.min(2, window.devicePixelRatio || 1);
    box.width = Math.round(box.clientWidth * sharp);
    box.height = Math.round(box.clientHeight * sharp);
    const pen = box.getContext("2d")!;
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, box.width, box.height);
  }, []);

  const place = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = canvas.current!;
    const frame = box.getBoundingClientRect();
    return {
      x: ((event.clientX - frame.left) / frame.width) * box.width,
      y: ((event.clientY - frame.top) / frame.height) * box.height,
    };
  };
  const draw = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!last.current) return;
    const box = canvas.current!;
    const pen = box.getContext("2d")!;
    const to = place(event);
    pen.strokeStyle = "#10202c";
    pen.lineWidth = (2.4 * box.width) / box.clientWidth;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    pen.beginPath();
    pen.moveTo(last.current.x, last.current.y);
    pen.lineTo(to.x, to.y);
    pen.stroke();
    last.current = to;
    setEmpty(false);
  };
  const finish = () => {
    if (!last.current) return;
    last.current = undefined;
    onChange(canvas.current!.toDataURL("image/png").split(",")[1]);
  };
  return (
    <div className="signature-pad">
      <canvas
        ref={canvas}
        role="img"
        aria-label={t("workOrders.signHere")}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = place(event);
        }}
        onPointerMove={draw}
        onPointerUp={finish}
        onPointerCancel={finish}
      />
      {empty && (
        <span className="signature-hint" aria-hidden>
          {t("workOrders.signHere")}
        </span>
      )}
      <Button size="small" type="text" className="signature-clear" disabled={empty} onClick={clear}>
        {t("workOrders.signClear")}
      </Button>
    </div>
  );
}

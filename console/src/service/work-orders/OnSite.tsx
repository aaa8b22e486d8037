import { CameraOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Checkbox } from "antd";
import { useRef, useState } from "react";
import { api, ask, queries } from "../../api.ts";
import { ProblemNote } from "../../parts/ProblemNote.tsx";
import { useText } from "../../texts/index.ts";
import { type Detail, ordersChanged } from "./data.ts";
import { sendPhoto } from "./photo.ts";
import { Photos } from "./Photos.tsx";

/** The steps at the customer's, each with its tick and its photos. */
export function OnSite({ order }: { order: Detail }) {
  const { t, pick } = useText();
  // What was touched shows at once, also while another tick is still on its way.
  const [touched, setTouched] = useState<Readonly<Record<string, boolean>>>({});
  const tick = useMutation({
    onMutate: ({ stepId, done }: { stepId: string; done: boolean }) =>
      setTouched((before) => ({ ...before, [stepId]: done })),
    onSettled: (_, __, { stepId }) => setTouched(({ [stepId]: ___, ...rest }) => rest),
    mutationFn: ({ stepId, done }: { stepId: string; done: boolean }) =>
      ask(
        api.PUT("/api/v1/work-orders/{id}/steps/{stepId}", {
          params: { path: { id: order.id!, stepId } },
          body: { done },
        }),
      ),
    onSuccess: (detail) => {
      queries.setQueryData(["workOrders", "one", order.id], detail);
      return ordersChanged();
    },
  });
  const take = useMutation({
    mutationFn: ({ file, stepId }: { file: File; stepId: string }) => sendPhoto(order.id!, file, stepId),
    onSuccess: () => ordersChanged(),
  });
  const remove = useMutation({
    mutationFn: (photoId: string) =>
      ask(api.DELETE("/api/v1/work-orders/{id}/photos/{photoId}", { params: { path: { id: order.id!, photoId } } })),
    onSuccess: () => ordersChanged(),
  });
  return (
    <section aria-label={t("workOrders.stepsTitle")}>
      <ul className="site-steps">
        {order.steps
          .filter((step) => step.active)
          .map((step) => (
            <li key={step.id}>
              <div className="site-step">
                <Checkbox
                  checked={touched[step.id] ?? step.doneAt !== null}
                  onChange={(event) => tick.mutate({ stepId: step.id, done: event.target.checked })}
                >
                  {pick(step.label)}
                  {step.photo && step.photos === 0 && (
                    <span className="order-wrong small"> · {t("workOrders.photoMust")}</span>
                  )}
                </Checkbox>
                <TakePhoto
                  name={pick(step.label)}
                  busy={take.isPending && take.variables.stepId === step.id}
                  onFile={(file) => take.mutate({ file, stepId: step.id })}
                />
              </div>
              <Photos
                order={order}
                photos={order.photos.filter((one) => one.stepId === step.id)}
                onRemove={(id) => remove.mutate(id)}
              />
            </li>
          ))}
      </ul>
      <ProblemNote problem={tick.error ?? take.error ?? remove.error} />
    </section>
  );
}

/** Opens the phone's camera, or the files of a computer. */
function TakePhoto({ name, busy, onFile }: { name: string; busy: boolean; onFile: (file: File) => void }) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("workOrders.takePhotoOf", { name })}
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) onFile(file);
          event.target.value = "";
        }}
      />
      <Button
        size="large"
        icon={<CameraOutlined />}
        loading={busy}
        aria-label={t("workOrders.takePhotoOf", { name })}
        onClick={() => input.current?.click()}
      />
    </>
  );
}

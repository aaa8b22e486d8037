import { CloseOutlined } from "@ant-design/icons";
import { Button, Image } from "antd";
import { useText } from "../../texts/index.ts";
import type { Detail } from "./data.ts";

type Props = {
  readonly order: Detail;
  readonly photos: Detail["photos"];
  readonly onRemove?: ((id: string) => void) | undefined;
};

/** Photos of the work as small pictures; a touch shows one whole. */
export function Photos({ order, photos, onRemove }: Props) {
  const { t } = useText();
  if (!photos.length) return null;
  return (
    <Image.PreviewGroup>
      <ul className="photos">
        {photos.map((photo, at) => (
          <li key={photo.id}>
            <Image
              src={`/api/v1/work-orders/${order.id}/photos/${photo.id}`}
              alt={t("workOrders.photo", { number: at + 1 })}
              width={88}
              height={88}
            />
            {onRemove && (
              <Button
                size="small"
                shape="circle"
                icon={<CloseOutlined />}
                aria-label={t("workOrders.removePhoto", { number: at + 1 })}
                onClick={() => onRemove(photo.id)}
              />
            )}
          </li>
        ))}
      </ul>
    </Image.PreviewGroup>
  );
}

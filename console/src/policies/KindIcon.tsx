import { ApartmentOutlined, ClockCircleOutlined, LineChartOutlined, QuestionCircleOutlined, SafetyOutlined } from "@ant-design/icons";

const icons = {
  obligation: <ClockCircleOutlined />,
  guard: <SafetyOutlined />,
  decision: <ApartmentOutlined />,
  metric: <LineChartOutlined />,
};

/** The sign of a kind of control. */
export const KindIcon = ({ kind }: { kind: keyof typeof icons | null }) => (kind ? icons[kind] : <QuestionCircleOutlined />);

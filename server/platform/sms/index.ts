export { type OutgoingSms, type SmsCarrier, standInCarrier } from "./carrier.ts";
export { tencentCarrier } from "./tencent.ts";

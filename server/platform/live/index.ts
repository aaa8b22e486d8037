export { hubOf, type Listener } from "./hub.ts";
export { liveRoutes } from "./live.http.ts";
export { presenceRoutes } from "./presence.http.ts";
export { sweepPresence } from "./presence.store.ts";
export { type LiveMessage, publish } from "./publish.ts";
export { openStream, type ServerEvent, type Stream } from "./stream.ts";
export { installTopics, type Topic, topicOfStaff } from "./topics.ts";

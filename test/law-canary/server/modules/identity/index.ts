export { policy } from "../policy/index.ts";

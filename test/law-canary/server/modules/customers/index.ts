export { secret as customers } from "../policy/secret.store.ts";

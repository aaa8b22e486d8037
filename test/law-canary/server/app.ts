import { rogue } from "./modules/rogue/index.ts";
import { secret } from "./modules/policy/secret.store.ts";
export const app = rogue + secret;

import type { TextKey } from "../texts/index.ts";

const names: Readonly<Record<string, TextKey>> = {
  CN: "policies.regionCN",
  EU: "policies.regionEU",
  US: "policies.regionUS",
  "CN-province": "policies.regionProvince",
};

/** Where a norm holds, in words; a region that we have no word for as it is written. */
export const regionWords = (region: string, t: (key: TextKey) => string): string =>
  names[region] ? t(names[region]) : region;

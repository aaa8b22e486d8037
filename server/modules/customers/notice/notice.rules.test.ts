import { expect, test } from "vitest";
import { customer } from "../customer.fields.ts";
import { address } from "../contact.fields.ts";
import { toldOf } from "./notice.rules.ts";

const lines = ["address OPS", "customer.division OPS", "commercial MKT", "personal MKT", "customer.name FIN"];

test.each([
  [customer, ["gender"], { MKT: ["customer.gender"] }],
  [
    customer,
    ["name", "division", "budget"],
    { OPS: ["customer.division"], MKT: ["customer.budget"], FIN: ["customer.name"] },
  ],
  [address, ["detail", "label"], { OPS: ["address.detail", "address.label"] }],
  [customer, ["channel"], {}],
])("case %#", (noun, fields, told) => {
  expect(Object.fromEntries(toldOf(lines, noun, fields))).toEqual(told);
});

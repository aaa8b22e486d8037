// The import law: who may know whom. `bin/check` also cruises a fixture that breaks it, which must fail.
const rooms = {
  identity: [],
  policy: ["identity"],
  customers: ["identity", "policy"],
  service: ["identity", "policy", "customers"],
  supervision: ["identity", "policy", "customers", "service"],
};
const root = process.env.LAW_ROOT ?? "server";
const inside = (room) => `^${root}/modules/${room}/`;

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    { name: "every-room-is-in-the-law", severity: "error", from: {}, to: { path: `^${root}/modules/(?!(${Object.keys(rooms).join("|")})/)` } },
    { name: "platform-knows-no-module", severity: "error", from: { path: `^${root}/platform/`, pathNot: "[.]test[.]ts$" }, to: { path: `^${root}/(modules|demo|app|main)` } },
    ...Object.entries(rooms).map(([room, may]) => ({
      name: `${room}-knows-only-${may.join("-and-") || "platform"}`,
      severity: "error",
      from: { path: inside(room), pathNot: "[.](test|child)[.]ts$" },
      to: { path: `^${root}/(modules|demo|app|main)`, pathNot: [inside(room), ...may.map((one) => `^${root}/modules/${one}/index[.]ts$`)] },
    })),
    { name: "outside-only-by-the-public-face", severity: "error", from: { path: `^(${root}/(app|demo|main)|bin/)`, pathNot: "[.]test[.]ts$" }, to: { path: `^${root}/modules/[^/]+/(?!index[.]ts$)` } },
    { name: "store-stays-below", severity: "error", from: { path: "[.]store[.]ts$" }, to: { path: "[.](http|actions|jobs)[.]ts$" } },
    { name: "rules-are-pure", severity: "error", from: { path: "[.]rules[.]ts$" }, to: { dependencyTypesNot: ["type-only"], path: "([.](store|http|actions|jobs)[.]ts$|platform/(db|context)|node_modules/(pg|kysely|fastify)/)" } },
    { name: "screens-know-only-the-api", severity: "error", from: { path: "^(console|portal|widget)/" }, to: { path: "^(server|db|bin)/" } },
    { name: "the-widget-knows-nobody", severity: "error", from: { path: "^widget/" }, to: { path: "^(server|db|bin|console|api)/" } },
    { name: "nothing-ships-with-tests", severity: "error", from: { path: `^${root}/`, pathNot: "([.]test|arbitrar(y|ies)|testing|[.]child)[.]ts$" }, to: { path: "(^test/|[.]test[.]ts$|(arbitrar(y|ies)|testing|[.]child)[.]ts$|node_modules/(vitest|fast-check)/)" } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    exclude: { path: "console/dist" },
  },
};

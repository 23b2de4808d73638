// The one script a page links, where it has something alive in it. It wakes the islands that the server rendered;
// a page without one never loads the WebAssembly. Leptos would do this in an inline script, which the
// Content-Security-Policy forbids and the cache of rendered pages could not hold.
//
// The build (server/build.rs) replaces the two file names below by their names with a content hash.
const glue = "./plenary.js";
const wasm = "./plenary_bg.wasm";

// What Leptos' hydration looks for, and would have written inline.
const expected = ["__RESOLVED_RESOURCES", "__SERIALIZED_ERRORS", "__PENDING_RESOURCES", "__RESOURCE_RESOLVERS", "__INCOMPLETE_CHUNKS"];

async function wake() {
  for (const name of expected) globalThis[name] ??= [];
  const module = await import(new URL(glue, import.meta.url));
  await module.default({ module_or_path: new URL(wasm, import.meta.url) });
  module.hydrate();

  // An island's children were rendered by the server and may hold islands of their own: those are woken within
  // the owner of the island around them, innermost owner last in this list.
  const owners = [];
  const island = async (element, name) => {
    const hydrate = module[name];
    if (!hydrate) return console.warn(`no island named ${name}`);
    owners.at(-1)?.();
    await hydrate(element);
  };
  globalThis.__hydrateIsland = island;
  const walk = async (node) => {
    if (node.tagName === "LEPTOS-ISLAND") await island(node, node.dataset.component);
    const children = node.tagName === "LEPTOS-CHILDREN";
    if (children) owners.push(node.$$on_hydrate);
    for (const child of [...node.children]) await walk(child);
    if (children) owners.pop();
  };
  await walk(document.body);
  document.documentElement.dataset.hydrated = ""; // for tests: everything on the page is awake
}

if (document.querySelector("leptos-island")) {
  // A browser that cannot run this keeps the page the server made, which does everything.
  wake().catch((error) => console.warn("islands stay asleep:", error));
}

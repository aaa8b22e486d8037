type Props = Readonly<Record<string, unknown>>;
type Child = Node | string | undefined | false;

/**
 * An element; texts become text, never markup. Keys that begin with `on` are listeners, `class` and `aria-*` attributes,
 * the rest properties.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value as EventListener);
    else if (key in element && !key.includes("-") && key !== "role") (element as Record<string, unknown>)[key] = value;
    else element.setAttribute(key === "class" ? "class" : key, String(value));
  }
  for (const child of children) if (child) element.append(child);
  return element;
}

/** A drawing of strokes on a 24-pixel grid. */
export function icon(...paths: string[]): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  for (const d of paths) {
    const path = document.createElementNS(space, "path");
    path.setAttribute("d", d);
    svg.append(path);
  }
  return svg;
}

/** Puts these, and nothing else, into an element, leaving alone those that stand there already. */
export function fill(parent: Element, children: readonly (Node | undefined | false)[]): void {
  const wanted = children.filter((one): one is Node => Boolean(one));
  for (const child of Array.from(parent.childNodes)) if (!wanted.includes(child)) child.remove();
  wanted.forEach((child, at) => {
    if (parent.childNodes[at] !== child) parent.insertBefore(child, parent.childNodes[at] ?? null);
  });
}

import { Link } from "@tanstack/react-router";
import { Fragment, type ReactNode, useMemo } from "react";
import { type Block, type Inline, parseMarkdown } from "./markdown.ts";
import "./markdown.css";

/** An article's body, drawn from its small Markdown; tags in it are words. */
export function Markdown({ text }: { text: string }) {
  const blocks = useMemo(() => parseMarkdown(text), [text]);
  return <div className="md">{drawn(blocks)}</div>;
}

const drawn = (blocks: readonly Block[]): ReactNode =>
  blocks.map((block, at) => <Fragment key={at}>{drawBlock(block)}</Fragment>);
const words = (parts: readonly Inline[]): ReactNode =>
  parts.map((part, at) => <Fragment key={at}>{drawInline(part)}</Fragment>);

function drawBlock(block: Block): ReactNode {
  switch (block.kind) {
    case "heading":
      // The article's title is the page's second heading.
      return block.level <= 2 ? <h3>{words(block.parts)}</h3> : <h4>{words(block.parts)}</h4>;
    case "paragraph":
      return (
        <p>
          {block.lines.map((line, at) => (
            <Fragment key={at}>
              {at > 0 && <br />}
              {words(line)}
            </Fragment>
          ))}
        </p>
      );
    case "list": {
      const items = block.items.map((item, at) => (
        <li key={at}>
          {words(item.parts)}
          {drawn(item.blocks)}
        </li>
      ));
      return block.ordered ? <ol start={block.start}>{items}</ol> : <ul>{items}</ul>;
    }
    case "quote":
      return <blockquote>{drawn(block.blocks)}</blockquote>;
    case "table":
      return (
        <div className="scroll-x">
          <table className="plain-table">
            <thead>
              <tr>
                {block.head.map((cell, at) => (
                  <th key={at} scope="col">
                    {words(cell)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {block.rows.map((row, line) => (
                <tr key={line}>
                  {block.head.map((_, at) => (
                    <td key={at}>{words(row[at] ?? [])}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      );
    case "code":
      return (
        <pre>
          <code>{block.text}</code>
        </pre>
      );
    case "rule":
      return <hr />;
  }
}

function drawInline(part: Inline): ReactNode {
  switch (part.kind) {
    case "text":
      return part.text;
    case "code":
      return <code>{part.text}</code>;
    case "strong":
      return <strong>{words(part.parts)}</strong>;
    case "em":
      return <em>{words(part.parts)}</em>;
    case "link":
      return part.href.startsWith("/") ? (
        <Link to={part.href as "/"}>{words(part.parts)}</Link>
      ) : (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {words(part.parts)}
        </a>
      );
  }
}

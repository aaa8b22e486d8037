import { describe, expect, test } from "vitest";
import { tame } from "./html.ts";
import { parseMail } from "./parse.ts";

const mail = (headers: string, body = "您好") =>
  Buffer.from(
    `Message-ID: <1@a.example>\r\nFrom: =?utf-8?B?5qyn6Ziz?= <Ou@A.example>\r\nSubject: hello\r\n${headers}\r\n\r\n${body}`,
  );
const html = (content: string, more = "") => mail(`${more}Content-Type: text/html; charset=utf-8`, content);
const took = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const start = performance.now();
  const value = await work();
  return [value, performance.now() - start];
};

describe("an e-mail", () => {
  test("is read with its sender, subject, thread and words", async () => {
    const raw = mail(
      "References: <0@a.example>\r\n <00@a.example>\r\nIn-Reply-To: <00@a.example>\r\nAuto-Submitted: no\r\nContent-Type: text/plain; charset=gb18030\r\nContent-Transfer-Encoding: base64",
      "ztKz1rK70MWhow==",
    );
    const { attachments, marks, ...read } = await parseMail(raw);
    expect(read).toEqual({
      messageId: "<1@a.example>",
      thread: ["<0@a.example>", "<00@a.example>"],
      from: { address: "ou@a.example", name: "欧阳" },
      subject: "hello",
      text: "我持不信。",
      html: null,
      cut: false,
    });
    expect(attachments).toEqual([]);
    expect(marks).toEqual({
      autoSubmitted: "no",
      precedence: null,
      suppressesAnswers: false,
      isList: false,
      isReport: false,
    });
  });

  test("shows by its headers that nobody wrote it", async () => {
    const { marks } = await parseMail(
      mail(
        "Auto-Submitted: Auto-Replied\r\nPrecedence: Bulk\r\nX-Auto-Response-Suppress: All\r\nList-Id: <news.a.example>\r\nContent-Type: multipart/report; report-type=delivery-status; boundary=b",
        "--b\r\n\r\ntext\r\n--b--",
      ),
    );
    expect(marks).toEqual({
      autoSubmitted: "auto-replied",
      precedence: "bulk",
      suppressesAnswers: true,
      isList: true,
      isReport: true,
    });
  });

  test("brings its attachments, also a whole e-mail", async () => {
    const raw = mail(
      "Content-Type: multipart/mixed; boundary=b",
      [
        "--b\r\nContent-Type: text/plain\r\n\r\nsee there\r\n",
        `--b\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename*=utf-8''%E8%B4%A6%E5%8D%95.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from("%PDF-1.7").toString("base64")}\r\n`,
        "--b\r\nContent-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\n<script>alert(1)</script>\r\n--b--",
      ].join(""),
    );
    const { text, attachments } = await parseMail(raw);
    expect(text).toBe("see there");
    expect(attachments.map(({ name, bytes }) => [name, bytes.toString().slice(0, 14)])).toEqual([
      ["账单.pdf", "%PDF-1.7"],
      [expect.any(String), "Subject: inner"],
    ]);
  });

  test("without a Message-ID is known by its bytes", async () => {
    const raw = Buffer.from("From: a@b.example\r\n\r\nhello");
    const [first, second] = [await parseMail(raw), await parseMail(raw)];
    expect(first.messageId).toMatch(/^<[0-9a-f]{64}@none>$/);
    expect(second.messageId).toBe(first.messageId);
  });

  test.each([
    ["nothing", Buffer.alloc(0)],
    ["a header without an end", Buffer.from(`Subject: ${"x".repeat(300_000)}`)],
    ["a thousand parts", mail("Content-Type: multipart/mixed; boundary=b", "--b\r\n\r\nx\r\n".repeat(1000) + "--b--")],
  ])("that is %s cannot be read, and says so", async (_, raw) => {
    await expect(parseMail(raw)).rejects.toThrow();
  });

  test.each([
    ["noise", Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))],
    ["unknown charset", mail("Content-Type: text/plain; charset=klingon", "hello")],
    ["broken base64", mail("Content-Transfer-Encoding: base64", "%%%%")],
    ["a boundary that never comes", mail("Content-Type: multipart/mixed; boundary=b", "hello")],
  ])("that is %s ends one way or the other", async (_, raw) => {
    await parseMail(raw).catch(() => {});
  });
});

describe("HTML", () => {
  test.each([
    ["<p>您好<script>alert(1)</script></p>", "<p>您好</p>"],
    ["<img src=x onerror=alert(1)>hi", '<img data-held="yes" alt="" />hi'],
    [
      '<img src="https://a.example/seen.gif" srcset="//b.example 2x" width=1 style="x" alt="logo">',
      '<img data-held="yes" alt="logo" />',
    ],
    ['<img src="cid:logo@a" onload=x>', '<img src="cid:logo@a" alt="" />'],
    ['<img src="data:image/svg+xml,x">', '<img data-held="yes" alt="" />'],
    ['<a href="javascript:alert(1)">x</a>', '<a rel="noopener noreferrer nofollow" target="_blank">x</a>'],
    ['<a href="data:text/html,x">x</a>', '<a rel="noopener noreferrer nofollow" target="_blank">x</a>'],
    [
      '<a href="https://a.example" onclick="x()" target="_self">x</a>',
      '<a href="https://a.example" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    ],
    ["<svg><script>alert(1)</script><a>y</a></svg>", /^(?!.*(script|svg|alert))/],
    ["<style>@import 'x'</style><b style='x' class=y>z</b>", "<b>z</b>"],
    ["<iframe srcdoc='<script>alert(1)</script>'></iframe><form action=x><input></form>ok", "ok"],
    ["<math><mi//xlink:href='data:x,<script>alert(4)</script>'>", /^(?!.*<)/],
    ["<b <script>alert(1)</script>0", /^(?!.*<script)/],
    ["<meta http-equiv=refresh content='0;url=//x'>ok", "ok"],
    ["<noscript><p title='</noscript><img src=x onerror=alert(1)>'>", /^(?!.*(<img|<noscript))/],
  ])("%s does nothing", (given, expected) => {
    const { html: clean } = tame(given);
    expect(clean).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
  });

  test("is read as text where the sender wrote none", async () => {
    const read = await parseMail(
      html(
        "<html><head><title>t</title><style>p{}</style></head><body><p>您好：</p><div>无&nbsp;信号 &lt;3 &#20320;</div><table><tr><td>一</td><td>二</td></tr></table></body>",
      ),
    );
    expect(read.text).toBe("您好：\n\n无 信号 <3 你\n\n一 二");
    expect(read.cut).toBe(false);
  });

  test.each([
    ["100,000 nested elements", "<div>".repeat(100_000) + "内容" + "</div>".repeat(100_000), "内容"],
    ["100,000 nested and never closed", "<b>".repeat(100_000) + "内容", "内容"],
    ["nested and closed by others", "<b></i>".repeat(60_000) + "内容", "内容"],
    ["5 MB of words", `<p>${"内容".repeat(1_000_000)}</p>`, "内容"],
    ["5 MB of opening brackets", "内容" + "<".repeat(5_000_000), "内容"],
    ["one huge attribute", `内容<p title="${"x".repeat(2_000_000)}">`, "内容"],
    ["comments that never end", "内容" + "<!--".repeat(500_000), "内容"],
    ["scripts that never end", "内容" + "<script>".repeat(100_000), "内容"],
  ])("of %s is cut to text, quickly", async (_, content, expected) => {
    const [read, ms] = await took(() => parseMail(html(content)));
    expect(read.text.startsWith(expected)).toBe(true);
    expect(read.text.length).toBeLessThanOrEqual(20_000);
    expect(read.html).toBeNull();
    expect(read.cut).toBe(true);
    expect(ms).toBeLessThan(3_000);
  });

  test("just below the limits is looked into, quickly", async () => {
    const deep = `${"<div>".repeat(9_000)}内容${"</div>".repeat(9_000)}`;
    const [read, ms] = await took(() => parseMail(html(deep)));
    expect(read.html).toContain("内容");
    expect(ms).toBeLessThan(3_000);
  });
});

/** Within the shadow, so that the page and the chat leave each other alone. */
export const css = `
:host { all: initial; --accent: #176383; --accent-soft: #e3eff4; --ink: #1b2530; --ink-2: #4d5b69; --ink-3: #687685; --line: #dfe4e8; --paper: #f4f6f7; --surface: #fff; --bad: #b4382c; --good: #1f7a4d;
  position: fixed; right: 20px; bottom: 20px; z-index: 2147483000; font: 14px/1.6 "PingFang SC", "Noto Sans SC", "Microsoft YaHei", system-ui, sans-serif; color: var(--ink); }
*, *::before, *::after { box-sizing: border-box; }
button, input, textarea { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
svg { width: 22px; height: 22px; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round; flex: none; }
[hidden] { display: none !important; }
.launcher { display: flex; align-items: center; gap: 8px; height: 48px; padding: 0 18px; border: 0; border-radius: 24px; background: var(--accent); color: #fff; box-shadow: 0 6px 20px rgb(20 32 44 / 22%); position: relative; }
.launcher:hover { filter: brightness(1.08); }
.badge { position: absolute; top: -4px; right: -4px; min-width: 20px; height: 20px; padding: 0 6px; border-radius: 10px; background: var(--bad); color: #fff; font-size: 12px; line-height: 20px; text-align: center; }
.panel { position: absolute; right: 0; bottom: 0; display: flex; flex-direction: column; width: 376px; height: min(600px, calc(100vh - 40px)); height: min(600px, calc(100dvh - 40px)); background: var(--surface); border: 1px solid var(--line); border-radius: 14px; box-shadow: 0 16px 48px rgb(20 32 44 / 24%); overflow: hidden; }
header { display: flex; align-items: center; gap: 4px; padding: 12px 8px 12px 18px; background: var(--accent); color: #fff; }
header div { flex: 1; min-width: 0; }
h2 { margin: 0; font-size: 16px; font-weight: 600; line-height: 1.4; }
header p { margin: 0; font-size: 12px; opacity: .92; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.plain { display: inline-flex; align-items: center; justify-content: center; width: 36px; height: 36px; padding: 0; border: 0; border-radius: 8px; background: none; color: inherit; }
header .plain:hover { background: rgb(255 255 255 / 16%); }
header :focus-visible { outline-color: #fff; }
.body { flex: 1; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 16px; background: var(--paper); }
form.begin { display: flex; flex-direction: column; gap: 12px; }
.welcome { margin: 0 0 4px; font-size: 15px; white-space: pre-wrap; overflow-wrap: anywhere; }
label { display: flex; flex-direction: column; gap: 4px; font-size: 13px; color: var(--ink-2); }
input:not([type=checkbox]):not([type=radio]), textarea { width: 100%; padding: 8px 10px; border: 1px solid #8997a4; border-radius: 8px; background: var(--surface); font-size: 15px; color: var(--ink); }
textarea { resize: none; }
input:focus, textarea:focus { border-color: var(--accent); outline: 1px solid var(--accent); }
.check { flex-direction: row; align-items: flex-start; gap: 8px; color: var(--ink); }
.check input { width: 18px; height: 18px; margin: 2px 0 0; flex: none; accent-color: var(--accent); }
.purpose { margin: 0; font-size: 12px; color: var(--ink-3); }
.wrong { color: var(--bad); font-size: 12px; }
.problem { margin: 0; padding: 8px 12px; border-radius: 8px; background: #fbeae7; color: #93291f; font-size: 13px; }
.main { min-height: 42px; padding: 8px 16px; border: 0; border-radius: 8px; background: var(--accent); color: #fff; font-weight: 600; }
.main:hover { filter: brightness(1.08); }
.main:disabled { opacity: .55; cursor: default; }
.link { padding: 4px 0; border: 0; background: none; color: var(--accent); text-decoration: underline; text-underline-offset: 3px; }
ol { margin: 0; padding: 0; list-style: none; display: flex; flex-direction: column; gap: 10px; }
.message { display: flex; flex-direction: column; align-items: flex-start; max-width: 84%; }
.message.mine { align-self: flex-end; align-items: flex-end; }
.bubble { padding: 8px 12px; border-radius: 4px 12px 12px; background: var(--surface); border: 1px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere; }
.mine .bubble { border-radius: 12px 4px 12px 12px; background: var(--accent); border-color: var(--accent); color: #fff; }
.meta { margin-top: 2px; font-size: 12px; color: var(--ink-3); }
.meta .link { padding: 0; font-size: 12px; }
.failed .bubble { background: #fbeae7; border-color: var(--bad); color: #93291f; }
.file { display: flex; align-items: center; gap: 8px; text-align: left; }
button.file { cursor: pointer; }
.file span { overflow-wrap: anywhere; }
.picture, .mine .picture { padding: 4px; background: var(--surface); border-color: var(--line); cursor: pointer; }
.picture img { display: block; max-width: 220px; max-height: 200px; border-radius: 8px; }
.notice { align-self: center; max-width: 92%; padding: 2px 12px; text-align: center; font-size: 12px; color: var(--ink-2); }
.strip { display: flex; flex-wrap: wrap; gap: 0 10px; align-items: baseline; padding: 8px 16px; border-bottom: 1px solid var(--line); background: var(--accent-soft); font-size: 13px; color: #12303e; }
.strip.off { background: #fdf2dc; color: #6b4400; }
.strip form { flex: 1 1 100%; }
.typing { min-height: 20px; padding: 0 16px; background: var(--paper); font-size: 12px; color: var(--ink-3); }
.compose { display: flex; align-items: flex-end; gap: 4px; padding: 10px; border-top: 1px solid var(--line); background: var(--surface); }
.compose textarea { flex: 1; min-height: 40px; max-height: 120px; }
.compose .plain { height: 40px; color: var(--ink-2); }
.compose .plain:hover { background: var(--paper); }
.compose .send { color: var(--accent); }
.foot { display: flex; flex-direction: column; gap: 10px; padding: 14px 16px; border-top: 1px solid var(--line); background: var(--surface); }
fieldset { margin: 0; padding: 0; border: 0; }
legend { padding: 0; margin-bottom: 4px; font-weight: 600; }
.stars { display: flex; gap: 2px; }
.stars label { position: relative; width: 40px; height: 40px; align-items: center; justify-content: center; cursor: pointer; color: #8997a4; border-radius: 8px; }
.stars input { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.stars svg { width: 28px; height: 28px; }
.stars .on { color: #9a6200; }
.stars .on svg { fill: #e5a93c; }
.stars label:has(:focus-visible) { outline: 2px solid var(--accent); }
.pair { display: flex; gap: 8px; align-items: center; }
.pair .main { flex: 1; }
.second { min-height: 42px; padding: 8px 16px; border: 1px solid #8997a4; border-radius: 8px; background: var(--surface); flex: 1; }
.quiet { margin: 0; color: var(--ink-2); }
.hidden-text { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 480px) {
  :host { right: 12px; bottom: 12px; }
  .panel { position: fixed; inset: 0; width: auto; height: auto; border: 0; border-radius: 0; padding-bottom: env(safe-area-inset-bottom); }
  input:not([type=checkbox]):not([type=radio]), textarea { font-size: 16px; }
}
@media (prefers-reduced-motion: no-preference) { .panel { animation: rise .16s ease-out; } @keyframes rise { from { transform: translateY(8px); opacity: 0; } } }
`;

/** How a report looks, by the reader's light or dark, on a screen or printed. The heat's colours are those of the editor. */
export const reportStyles = `
:root {
  color-scheme: light dark;
  --back: #ffffff; --raised: #f6f7f8; --line: #d9dce0; --text: #1f2328; --quiet: #59636e; --link: #0550ae;
  --worse: #b42318; --better: #116932; --bar: #8b949e; --badge: #e7eaee;
  --heat1: #ff980022; --heat2: #ff880033; --heat3: #ff6a0040; --heat4: #ff4d004d; --heat5: #f22c0059; --edge: #e5532d;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #16191d; --raised: #1f2329; --line: #3a4048; --text: #e6e8eb; --quiet: #9aa4af; --link: #79b8ff;
    --worse: #ff8a75; --better: #5fd38a; --bar: #768390; --badge: #343b44;
    --heat1: #ffb02016; --heat2: #ff9a1f26; --heat3: #ff7a1836; --heat4: #ff5a1a4a; --heat5: #ff3b2b60; --edge: #ff7a4d;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--back); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 48px; }
h1, h2, h3, h4, p, ul, dl, dd { margin: 0; }
h1 { font-size: 1.6em; }
h2 { font-size: 1.35em; overflow-wrap: anywhere; }
h3 { font-size: 1.05em; margin-bottom: 8px; }
h4 { font-size: 1em; }
a { color: var(--link); }
code, pre, .listing { font-family: ui-monospace, SFMono-Regular, Consolas, monospace; font-size: 13px; }
.quiet { color: var(--quiet); }
article { margin-top: 32px; padding-top: 24px; border-top: 1px solid var(--line); }
section { margin-top: 24px; }
.headline { font-size: 1.15em; font-weight: 600; font-variant-numeric: tabular-nums; }
.message { padding: 6px 10px; border-left: 3px solid var(--worse); background: var(--raised); white-space: pre-wrap; overflow-wrap: anywhere; }
.call { overflow-wrap: anywhere; }
.figures { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 12px; }
.figures div { flex: 1 1 180px; padding: 8px 12px; border: 1px solid var(--line); border-radius: 6px; background: var(--raised); }
.figures dt { color: var(--quiet); font-size: 0.87em; }
.figures .value { font-size: 1.2em; font-weight: 600; font-variant-numeric: tabular-nums; }
.figures .note { color: var(--quiet); font-size: 0.87em; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
.scroll + h4, .scroll + .scroll { margin-top: 12px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--quiet); font-size: 0.87em; }
th, td { padding: 2px 10px; vertical-align: top; }
.table th, .table td { padding: 4px 10px; border-bottom: 1px solid var(--line); }
.table tr:last-child td { border-bottom: 0; }
.table td { overflow-wrap: break-word; }
.listing .number, .listing .figure { text-align: right; white-space: nowrap; }
.listing th.figure { text-align: right; }
.listing .number { color: var(--quiet); user-select: none; border-left: 4px solid transparent; }
.listing .source { width: 100%; white-space: pre; tab-size: 4; }
.listing .small { color: var(--quiet); font-size: 12px; }
.heat1 td { background: var(--heat1); } .heat2 td { background: var(--heat2); } .heat3 td { background: var(--heat3); }
.heat4 td { background: var(--heat4); } .heat5 td { background: var(--heat5); }
.heat1 .number, .heat2 .number, .heat3 .number, .heat4 .number, .heat5 .number { border-left-color: var(--edge); }
.verdict { font-weight: 600; }
.worse { color: var(--worse); } .better { color: var(--better); }
.interval { display: block; width: 100%; max-width: 560px; height: 24px; margin: 8px 0; overflow: visible; }
.interval line { stroke: var(--quiet); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.interval .axis { stroke: var(--line); } .interval .limit { stroke-dasharray: 3 2; }
.interval .estimate { stroke: var(--text); stroke-width: 2px; }
.interval rect { fill: var(--bar); opacity: 0.7; } .interval .worse { fill: var(--worse); } .interval .better { fill: var(--better); }
.insight { margin-top: 8px; padding: 10px 12px; border: 1px solid var(--line); border-radius: 6px; overflow-wrap: anywhere; }
.effect { font-variant-numeric: tabular-nums; }
.confirmed { font-weight: 600; color: var(--better); }
.warnings { padding-left: 1.2em; }
footer { margin-top: 40px; padding-top: 12px; border-top: 1px solid var(--line); color: var(--quiet); font-size: 0.87em; }
@media print { .scroll { overflow-x: visible; } .listing .source { white-space: pre-wrap; } article { break-before: auto; } }
`

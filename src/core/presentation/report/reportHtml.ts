import type { ComparisonReport } from './comparisonReport.ts'
import { drawnInterval } from './drawnInterval.ts'
import type { ListedLine, Listing } from './listing.ts'
import { html, styleElement } from './markup.ts'
import type { Markup } from './markup.ts'
import { reportStyles } from './reportStyles.ts'
import type { FunctionReport, InsightReport, Report } from './report.ts'
import type { ReportTable } from './reportTable.ts'
import { countOf } from '../describeRun.ts'

const nothing = html``

/** A report as one page, which loads nothing and runs nothing. */
export function reportHtml(report: Report): string {
  const { title, functions } = report
  return `<!DOCTYPE html>\n${html`<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Heatline: ${title}</title>
${styleElement(reportStyles)}
</head>
<body>
<main>
<h1>Heatline: ${title}</h1>
${functions.length > 1 ? overview(functions) : nothing}
${functions.map((each, index) => articleOf(each, index))}
<footer>Shares are of stack samples, with their 95% intervals. Times are medians over fresh processes, never over calls of one process.</footer>
</main>
</body>
</html>
`.text}`
}

function overview(functions: readonly FunctionReport[]): Markup {
  return html`<section><div class="scroll"><table class="table"><thead><tr><th>function</th><th>time</th><th>against its base</th><th>recommendations</th></tr></thead><tbody>
${functions.map(({ name, place, headline, comparison, insights }, index) => html`<tr><td><a href="#function-${index + 1}">${name}</a> <span class="quiet">${place}</span></td><td>${headline}</td><td>${comparison?.verdicts[0] ?? ''}</td><td>${insights.length === 0 ? '' : insights.length}</td></tr>
`)}</tbody></table></div></section>`
}

function articleOf(report: FunctionReport, index: number): Markup {
  const { name, place, headline, message, call, figures, listings, hotFunctions, insights, dismissed, comparison, evidence, warnings, facts } = report
  return html`<article id="function-${index + 1}">
<h2>${name} <span class="quiet">${place}</span></h2>
${figures.length > 0 && message === null ? nothing : html`<p class="headline">${headline}</p>`}
<p class="call"><code>${call}</code></p>
${message === null ? nothing : html`<p class="message">${message}</p>`}
${figures.length === 0 ? nothing : html`<dl class="figures">${figures.map((each) => html`<div><dt>${each.name}</dt><dd class="value">${each.value}</dd><dd class="note">${each.note}</dd></div>`)}</dl>`}
${comparison === null ? nothing : comparisonSection(comparison)}
${listings.length === 0 ? nothing : html`<section><h3>Hot lines</h3>${listings.map(listingTable)}</section>`}
${hotFunctions === null ? nothing : tableSection(hotFunctions)}
${insights.length === 0 && dismissed === null ? nothing : html`<section><h3>What to change</h3>${insights.map(insightCard)}${dismissed === null ? nothing : html`<p class="quiet">${dismissed}</p>`}</section>`}
${evidence.map(tableSection)}
<section><h3>How it was measured</h3>
${warnings.length === 0 ? nothing : html`<ul class="warnings">${warnings.map((each) => html`<li>${each}</li>`)}</ul>`}
${facts.map((each) => html`<p class="quiet">${each}</p>`)}
</section>
</article>
`
}

function comparisonSection({ base, verdicts, bar, figures, causes, notes, look }: ComparisonReport): Markup {
  const [first = '', ...others] = verdicts
  return html`<section><h3>Against ${base}</h3>
<p class="verdict ${look}">${first}</p>
${bar === null ? nothing : drawnInterval(bar, first)}
${others.map((each) => html`<p>${each}</p>`)}
${figures === null ? nothing : html`<p class="quiet">${figures}</p>`}
${causes.length === 0 ? nothing : html`<p>Lines that made the difference:</p><ul class="warnings">${causes.map((each) => html`<li>${each}</li>`)}</ul>`}
${notes.length === 0 ? nothing : html`<ul class="warnings quiet">${notes.map((each) => html`<li>${each}</li>`)}</ul>`}
</section>`
}

function listingTable({ file, lines, hasTotals, hasCounts }: Listing): Markup {
  const columns = ['line', 'self', '95%', ...(hasTotals ? ['total'] : []), 'time', ...(hasCounts ? ['runs'] : [])]
  return html`<h4><code>${file}</code></h4><div class="scroll"><table class="listing"><thead><tr>${columns.map((each) => html`<th class="figure">${each}</th>`)}<th class="source"></th></tr></thead><tbody>
${lines.map((line) => listedRow(line, columns.length + 1, hasTotals, hasCounts))}</tbody></table></div>`
}

function listedRow(line: ListedLine, columns: number, hasTotals: boolean, hasCounts: boolean): Markup {
  if (line.kind === 'fold') return html`<tr><td class="quiet" colspan="${columns}">${`⋮ ${countOf(line.lines, 'line')} without samples`}</td></tr>
`
  const { number, text, level, self, interval, total, perCall, count } = line
  return html`<tr class="heat${level}"><td class="number">${number}</td>${figure(self)}${figure(interval, 'figure small')}${hasTotals ? figure(total) : nothing}${figure(perCall)}${hasCounts ? figure(count) : nothing}<td class="source">${text}</td></tr>
`
}

function figure(value: string, look = 'figure'): Markup {
  return html`<td class="${look}">${value}</td>`
}

function tableSection({ title, columns, rows }: ReportTable): Markup {
  return html`<section><h3>${title}</h3><div class="scroll"><table class="table"><thead><tr>${columns.map((each) => html`<th>${each}</th>`)}</tr></thead><tbody>
${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>
`)}</tbody></table></div></section>`
}

function insightCard({ title, weight, place, text, effect, isConfirmed, link }: InsightReport): Markup {
  return html`<div class="insight"><h4>${title}</h4>
<p class="quiet">${weight} · <code>${place}</code></p>
<p>${text}</p>
<p class="effect${isConfirmed ? ' confirmed' : ''}">${effect}</p>
${link === null ? nothing : html`<p><a href="${link}">Read more</a></p>`}</div>
`
}

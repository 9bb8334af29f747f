import { html } from 'lit'
import type { TemplateResult } from 'lit'
import { codeParts } from '../core/presentation/codeParts.ts'

/** A sentence whose code looks like code. */
export function codeText(sentence: string): readonly (TemplateResult | string)[] {
  return codeParts(sentence).map(({ text, isCode }) => (isCode ? html`<code class="mono">${text}</code>` : text))
}

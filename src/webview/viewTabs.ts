import { LitElement, css, html, nothing } from 'lit'
import type { TemplateResult } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import { countOf } from '../core/presentation/describeRun.ts'
import type { PanelView } from '../core/presentation/panelModel.ts'
import { tell } from './panelEvents.ts'
import { sharedStyles } from './panelStyles.ts'

const tabs: readonly { readonly view: PanelView['kind']; readonly title: string }[] = [{ view: 'runs', title: 'Runs' }, { view: 'regressions', title: 'Regressions' }, { view: 'recommendations', title: 'Recommendations' }]

/** Chooses the view; arrow keys move to the next tab, as in every tab list. */
@customElement('heatline-view-tabs')
export class ViewTabs extends LitElement {
  static override styles = [
    sharedStyles,
    css`
      [role='tablist'] {
        display: flex;
        flex-wrap: wrap;
        gap: 0 4px;
        padding: 0 12px;
        border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
      }
      button {
        all: unset;
        box-sizing: border-box;
        height: 35px;
        padding: 0 10px;
        cursor: pointer;
        color: var(--vscode-panelTitle-inactiveForeground, var(--vscode-descriptionForeground));
        border-bottom: 2px solid transparent;
      }
      button:hover,
      button[aria-selected='true'] {
        color: var(--vscode-panelTitle-activeForeground, var(--vscode-foreground));
      }
      button[aria-selected='true'] {
        border-bottom-color: var(--vscode-panelTitle-activeBorder, var(--vscode-focusBorder));
      }
      button:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: -3px;
      }
      .count {
        margin-left: 6px;
        padding: 1px 6px;
        border-radius: 9px;
        background: var(--vscode-badge-background, var(--vscode-button-background));
        color: var(--vscode-badge-foreground, var(--vscode-button-foreground));
        border: 1px solid var(--vscode-contrastBorder, transparent);
        font-size: 0.85em;
      }
    `,
  ]

  @property() view: PanelView['kind'] = 'runs'
  @property({ type: Number }) openRegressions = 0
  @property({ type: Number }) recommendations = 0

  protected override render(): TemplateResult {
    return html`<div role="tablist" aria-label="Views" @keydown=${this.#move}>${tabs.map((tab) => this.#tab(tab.view, tab.title))}</div>`
  }

  #tab(view: PanelView['kind'], title: string): TemplateResult {
    const isSelected = view === this.view
    const count = { runs: 0, regressions: this.openRegressions, recommendations: this.recommendations }[view]
    return html`<button
      role="tab"
      data-view=${view}
      aria-selected=${isSelected ? 'true' : 'false'}
      tabindex=${isSelected ? 0 : -1}
      aria-label=${count > 0 ? `${title}, ${countOf(count, 'is open', 'are open')}` : title}
      @click=${() => this.#choose(view)}
      >${title}${count > 0 ? html`<span class="count" aria-hidden="true">${count}</span>` : nothing}</button
    >`
  }

  readonly #move = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return
    const at = tabs.findIndex(({ view }) => view === this.view) + (event.key === 'ArrowRight' ? 1 : -1)
    const other = tabs.at(at % tabs.length)
    if (other === undefined) return
    this.#choose(other.view)
    this.renderRoot.querySelector<HTMLElement>(`[data-view=${other.view}]`)?.focus()
  }

  #choose(view: PanelView['kind']): void {
    if (view !== this.view) tell(this, 'heatline-show-view', { view })
  }
}

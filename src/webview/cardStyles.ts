import { css } from 'lit'

/** What stands by itself in a list: a frame and a heading. */
export const cardStyles = css`
  :host {
    display: grid;
    gap: 6px;
    padding: 10px 12px;
    border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    line-height: 1.5;
    overflow-wrap: anywhere;
  }
  h3 {
    margin: 0;
    font-size: 1.1em;
    font-weight: 600;
  }
`

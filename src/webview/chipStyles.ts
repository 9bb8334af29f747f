import { css } from 'lit'

/** Buttons that narrow a list, in a row; the pressed one is what is shown. */
export const chipStyles = css`
  .groups {
    display: flex;
    flex-wrap: wrap;
    gap: 4px;
  }
  .groups button {
    all: unset;
    cursor: pointer;
    padding: 1px 7px;
    border-radius: 9px;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, transparent));
    color: var(--vscode-foreground);
    font-size: 0.92em;
  }
  .groups button[aria-pressed='true'] {
    background: var(--vscode-button-background);
    color: var(--vscode-button-foreground);
    border-color: var(--vscode-contrastActiveBorder, transparent);
  }
  .groups button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
`

import { css } from 'lit'

/** What all parts look like. Colours are the theme's, so that dark, light and high contrast need no rules of their own. */
export const sharedStyles = css`
  :host {
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
  }
  h1,
  h2,
  p,
  ul {
    margin: 0;
  }
  .quiet {
    color: var(--vscode-descriptionForeground);
  }
  .mono {
    font-family: var(--vscode-editor-font-family, monospace);
  }
  a {
    color: var(--vscode-textLink-foreground);
    text-decoration: none;
  }
  a:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  a:focus-visible,
  button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
`

/** The head of what is shown of one run or comparison: its title, and what can be done. */
export const detailStyles = css`
  header {
    overflow-wrap: anywhere;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    align-items: center;
    justify-content: space-between;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  h1 {
    font-size: 1.4em;
    font-weight: 600;
  }
  h2 {
    font-size: 1em;
    font-weight: 600;
    margin-bottom: 4px;
  }
`

/** The page around the panel: VS Code gives a webview's body a padding that is meant for documents. */
export const pageStyles = css`
  body {
    padding: 0;
  }
`

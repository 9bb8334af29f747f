import { css } from 'lit'

/** A list at the left (above, where it is narrow), what is chosen in it beside that; or, where there is nothing, what to do first. */
export const columnStyles = css`
  :host {
    display: block;
    container-type: inline-size;
  }
  .columns {
    display: grid;
    grid-template-columns: var(--list-column, minmax(240px, 30%)) minmax(0, 1fr);
    min-height: calc(100vh - 36px);
  }
  /* A long list scrolls by itself: what is chosen at its end is told beside it, not far above. */
  nav {
    position: sticky;
    top: 0;
    align-self: start;
    box-sizing: border-box;
    max-height: calc(100vh - 36px);
    overflow-y: auto;
    padding: 8px 0;
  }
  .title {
    display: flex;
    justify-content: space-between;
    align-items: center;
    padding: 0 8px 6px;
  }
  h2 {
    font-size: 1em;
    font-weight: 600;
  }
  main {
    padding: 12px 20px 24px;
  }
  .columns main {
    border-left: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }
  @container (max-width: 840px) {
    .columns {
      grid-template-columns: minmax(0, 1fr);
      align-content: start;
    }
    nav {
      position: static;
      border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
      max-height: 30vh;
    }
    .columns main {
      border-left: none;
    }
  }
  .empty {
    display: grid;
    gap: 10px;
    max-width: 36em;
    padding: 24px 20px;
    line-height: 1.5;
  }
  h1 {
    font-size: 1.4em;
    font-weight: 600;
  }
  .notice {
    border-left: 3px solid var(--vscode-inputValidation-infoBorder);
    margin-bottom: 12px;
    padding: 4px 10px;
  }
`

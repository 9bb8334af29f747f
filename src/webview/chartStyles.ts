import { css } from 'lit'

/** A chart with its figures in a table beside it, or below where there is no room. */
export const chartStyles = css`
  .parts {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 16px;
    align-items: start;
  }
  @media (max-width: 700px) {
    .parts {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  table {
    border-collapse: collapse;
    font-variant-numeric: tabular-nums;
  }
  th,
  td {
    padding: 2px 0 2px 16px;
    text-align: right;
    font-weight: normal;
  }
  thead th {
    color: var(--vscode-descriptionForeground);
    border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
  }
`

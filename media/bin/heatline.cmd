@echo off
rem On the integrated terminal's path. Runs the command line that lies beside it in the extension, with the Node of the PATH,
rem else with the one that VS Code itself is.
where node >nul 2>nul
if not errorlevel 1 (
  node "%~dp0..\..\dist\cli.js" %*
) else (
  setlocal
  set ELECTRON_RUN_AS_NODE=1
  "%HEATLINE_EDITOR_NODE%" "%~dp0..\..\dist\cli.js" %*
)

@echo off
rem On the integrated terminal's path. Runs the command line that lies beside it in the extension.
node "%~dp0..\..\dist\cli.js" %*

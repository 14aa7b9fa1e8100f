using Microsoft.PowerShell;
using PowerShellHost;

// PowerShellHost --windows-powershell FILE: lists what Windows PowerShell 5.1 would not understand in a script. Everything else is for pwsh.
return args is ["--windows-powershell", var file] ? WindowsPowerShellCheck.Run(file, Console.Out) : ConsoleShell.Start(bannerText: "", helpText: "", args);

using System.Text;
using Reference;

// reference DIRECTORY writes the pages of docs/reference into a directory. Run it in the repository: the build class takes its root from there.
if (args is not [var directory])
{
    Console.Error.WriteLine("Usage: reference DIRECTORY");
    return 2;
}

Directory.CreateDirectory(directory);
var components = ComponentSurface.Read();
(string Name, string Text)[] pages =
[
    ("targets.md", TargetsPage.Write(components)),
    ("parameters.md", ParametersPage.Write(components)),
    ("exit-codes.md", ExitCodesPage.Write()),
    ("lint-rules.md", LintRulesPage.Write()),
    ("troubleshooting.md", TroubleshootingPage.Write()),
];

foreach (var (name, text) in pages)
{
    File.WriteAllText(Path.Combine(directory, name), text.ReplaceLineEndings("\n"), new UTF8Encoding(false));
    Console.WriteLine(name);
}

return 0;

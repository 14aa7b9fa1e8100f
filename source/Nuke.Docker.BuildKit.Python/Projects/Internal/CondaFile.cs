namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

/// <summary>Names the packages of a conda environment, which no other manager can install from that file.</summary>
internal static class CondaFile
{
    /// <summary>The reason why the file is not supported, and what to do with each of its packages.</summary>
    public static string Explain(string text)
    {
        var (conda, pip) = (new List<string>(), new List<string>());
        var (indent, inDependencies) = (-1, false);
        foreach (var line in text.Split('\n').Select(line => line.Split(" #")[0].TrimEnd()))
        {
            var trimmed = line.TrimStart();
            var depth = line.Length - trimmed.Length;
            if (trimmed.Length == 0 || trimmed[0] == '#')
                continue;
            if (trimmed[0] != '-')
            {
                inDependencies = depth == 0 ? trimmed.StartsWith("dependencies:", StringComparison.Ordinal) : inDependencies;
                continue;
            }

            var item = trimmed[1..].Trim().Trim('"', '\'');
            if (!inDependencies || item.Length == 0)
                continue;
            if (item is "pip:")
                indent = depth;
            else if (indent >= 0 && depth > indent)
                pip.Add(item);
            else if (item.Split("::")[^1] is var package && package[..NameLength(package)] is not ("python" or "pip" or "") and var name)
                conda.Add(name);
        }

        return "Only conda reads this file, and its packages have other names and versions than those of pip: list them in requirements.txt or pyproject.toml."
            + (pip.Count == 0 ? "" : $" Lines below pip: can be moved there as they are: {Join(pip)}.")
            + (conda.Count == 0 ? "" : $" Find the name and version on PyPI for {Join(conda)}; a package that is not there, such as a compiler or a C library, "
                + "is a Debian package.");
    }

    private static int NameLength(string package)
    {
        var length = 0;
        while (length < package.Length && (char.IsAsciiLetterOrDigit(package[length]) || package[length] is '-' or '_' or '.'))
            length++;
        return length;
    }

    private static string Join(List<string> items) =>
        string.Join(", ", items.Take(20).Select(item => SafeUrl.Of(item).Url)) + (items.Count > 20 ? $" and {items.Count - 20} more" : "");
}

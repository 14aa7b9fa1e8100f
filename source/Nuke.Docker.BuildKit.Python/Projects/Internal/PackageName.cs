using System.Text;

namespace Nuke.Docker.BuildKit.Python.Projects.Internal;

internal static class PackageName
{
    /// <summary>PEP 503: runs of -, _ and . become one -, letters become lower case.</summary>
    public static string Normalize(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            if (character is not ('-' or '_' or '.'))
                result.Append(char.ToLowerInvariant(character));
            else if (result.Length > 0 && result[^1] != '-')
                result.Append('-');
        }

        return result.ToString();
    }
}

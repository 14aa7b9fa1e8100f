using System.Globalization;

namespace Nuke.Docker.BuildKit.Dockerfiles.Linting.Internal;

/// <summary>The user of a step.</summary>
/// <param name="Name">As <c>USER</c> names it, without the group.</param>
/// <param name="Uid">Null where nothing tells.</param>
/// <param name="Gid">Null where nothing tells.</param>
/// <param name="Home">The home folder; by custom where nothing tells.</param>
internal sealed record Account(string Name, uint? Uid, uint? Gid, string Home)
{
    private static readonly HashSet<string> s_valued =
    [
        "-b", "--base-dir", "-c", "--comment", "-d", "--home-dir", "--home", "-h", "-e", "--expiredate", "-f", "--inactive", "-g", "--gid", "-G", "--groups", "--ingroup", "-k", "--skel", "-K", "--key", "-p", "--password", "-s", "--shell", "-u", "--uid", "--gecos",
    ];

    /// <summary>That of a base image which is known to start as somebody else than root.</summary>
    public static Account Unknown { get; } = new("the base image's user", null, null, "~");

    public bool IsRoot => Uid == 0;

    /// <summary>The user that <c>useradd</c> or <c>adduser</c> makes; null where it makes none, or that can't be told.</summary>
    public static string? NameOf(ShellCommand command)
    {
        if (command.Program is not ("useradd" or "adduser"))
            return null;
        string? name = null;
        for (var index = 1; index < command.Words.Count; index++)
        {
            var word = command.Words[index];
            if (word.StartsWith('-'))
            {
                // Of short options in one word the last may have a value.
                if (s_valued.Contains(word) || (word.Length > 2 && word[1] != '-' && s_valued.Contains($"-{word[^1]}")))
                    index++;
                continue;
            }

            // adduser USER GROUP makes nobody.
            if (name is not null)
                return null;
            name = word;
        }

        return name;
    }

    /// <param name="user">As <c>USER</c> has it; null for root.</param>
    /// <param name="variables">In effect.</param>
    /// <param name="before">Commands that ran before, in which a user may be created.</param>
    public static Account Of(string? user, IReadOnlyDictionary<string, string> variables, IEnumerable<ShellCommand> before)
    {
        var parts = (user ?? "").Split(':', 2);
        var name = parts[0].Length == 0 ? "root" : parts[0];
        var created = before.LastOrDefault(command => NameOf(command) is { } made && (made == name || (Id(command) is { } id && id.ToString(CultureInfo.InvariantCulture) == name)));
        var uid = Number(name) ?? (name == "root" ? 0 : created is null ? null : Id(created));
        var gid = (parts.Length > 1 ? Number(parts[1]) : null) ?? (uid == 0 ? 0 : created is null ? null : Number(created.Option("-g", "--gid") ?? "") ?? uid);
        var home = variables.GetValueOrDefault("HOME") is { Length: > 0 } variable ? variable : uid == 0 ? "/root" : HomeOf(created, name);
        return new Account(name, uid, gid, home);
    }

    // A number that nobody has made a user for has no home.
    private static string HomeOf(ShellCommand? created, string name) =>
        created?.Option("-d", "--home-dir", "--home", "-h") ?? (created is null && Number(name) is not null ? "/" : $"/home/{LoginName(created, name)}");

    private static string LoginName(ShellCommand? created, string name) => Number(name) is null || created is null ? name : NameOf(created) ?? name;

    private static uint? Id(ShellCommand command) => Number(command.Option("-u", "--uid") ?? "");

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

using System.Globalization;

namespace Nuke.Docker.BuildKit.Dockerfiles.Steps;

/// <summary>The user of a step.</summary>
/// <param name="Name">The name or number in <c>USER</c>, without the group.</param>
/// <param name="Uid">The user id; <c>null</c> if unknown.</param>
/// <param name="Gid">The group id; <c>null</c> if unknown.</param>
/// <param name="Home">The home directory; the conventional one if unknown.</param>
internal sealed record Account(string Name, uint? Uid, uint? Gid, string Home)
{
    private static readonly HashSet<string> s_optionsWithValue =
    [
        "-b", "--base-dir", "-c", "--comment", "-d", "--home-dir", "--home", "-h", "-e", "--expiredate", "-f", "--inactive", "-g", "--gid",
        "-G", "--groups", "--ingroup", "-k", "--skel", "-K", "--key", "-p", "--password", "-s", "--shell", "-u", "--uid", "--gecos",
    ];

    /// <summary>The user of a base image that is known not to start as root.</summary>
    public static Account Unknown { get; } = new("the base image's user", null, null, "~");

    public bool IsRoot => Uid == 0;

    /// <summary>Returns the user that <c>useradd</c> or <c>adduser</c> creates; <c>null</c> if it creates none, or if the name is not certain.</summary>
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
                // The last of several short options in one word may have a value.
                if (s_optionsWithValue.Contains(word) || (word.Length > 2 && word[1] != '-' && s_optionsWithValue.Contains($"-{word[^1]}")))
                    index++;
                continue;
            }

            // adduser USER GROUP creates no user.
            if (name is not null)
                return null;
            name = word;
        }

        return name;
    }

    /// <summary>Determines the user of a step.</summary>
    /// <param name="user">The argument of <c>USER</c>; <c>null</c> for root.</param>
    /// <param name="variables">The variables in effect.</param>
    /// <param name="before">The commands that run before the step. One of them may create the user.</param>
    public static Account Of(string? user, IReadOnlyDictionary<string, string> variables, IEnumerable<ShellCommand> before)
    {
        var parts = (user ?? "").Split(':', 2);
        var name = parts[0].Length == 0 ? "root" : parts[0];
        var created = before.LastOrDefault(command =>
            NameOf(command) is { } candidate && (candidate == name || (Id(command) is { } id && id.ToString(CultureInfo.InvariantCulture) == name)));
        var uid = Number(name) ?? (name == "root" ? 0 : created is null ? null : Id(created));
        var gid = (parts.Length > 1 ? Number(parts[1]) : null) ?? (uid == 0 ? 0 : created is null ? null : Number(created.Option("-g", "--gid") ?? "") ?? uid);
        var home = variables.GetValueOrDefault("HOME") is { Length: > 0 } variable ? variable : uid == 0 ? "/root" : HomeOf(created, name);
        return new Account(name, uid, gid, home);
    }

    // A number without a user has no home directory.
    private static string HomeOf(ShellCommand? created, string name) =>
        created?.Option("-d", "--home-dir", "--home", "-h") ?? (created is null && Number(name) is not null ? "/" : $"/home/{LoginName(created, name)}");

    private static string LoginName(ShellCommand? created, string name) => Number(name) is null || created is null ? name : NameOf(created) ?? name;

    private static uint? Id(ShellCommand command) => Number(command.Option("-u", "--uid") ?? "");

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

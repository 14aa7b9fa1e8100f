using System.Globalization;

namespace Nuke.Docker.BuildKit.Dockerfiles.Rules.Internal;

/// <summary>The user of a step.</summary>
/// <param name="Name">As <c>USER</c> names it, without the group.</param>
/// <param name="Uid">Null where nothing tells.</param>
/// <param name="Gid">Null where nothing tells.</param>
/// <param name="Home">The home folder; by custom where nothing tells.</param>
internal sealed record Account(string Name, uint? Uid, uint? Gid, string Home)
{
    public bool IsRoot => Uid == 0;

    /// <param name="user">As <c>USER</c> has it; null for the base image's.</param>
    /// <param name="variables">In effect.</param>
    /// <param name="before">Commands that ran before, in which a user may be created.</param>
    public static Account Of(string? user, IReadOnlyDictionary<string, string> variables, IEnumerable<ShellCommand> before)
    {
        var parts = (user ?? "").Split(':', 2);
        var name = parts[0].Length == 0 ? "root" : parts[0];
        var created = before.LastOrDefault(command => command.Program is "useradd" or "adduser" && Creates(command, name));
        var uid = Number(name) ?? (name == "root" ? 0 : created is null ? null : Id(created));
        var gid = (parts.Length > 1 ? Number(parts[1]) : null) ?? (uid == 0 ? 0 : created is null ? null : Number(created.Option("-g", "--gid") ?? "") ?? uid);
        var home = variables.GetValueOrDefault("HOME") is { Length: > 0 } variable ? variable : uid == 0 ? "/root" : HomeOf(created, name);
        return new Account(name, uid, gid, home);
    }

    private static bool Creates(ShellCommand command, string name) =>
        command.Words.Contains(name) || (Id(command) is { } id && id.ToString(CultureInfo.InvariantCulture) == name);

    // A number that nobody has made a user for has no home.
    private static string HomeOf(ShellCommand? created, string name) =>
        created?.Option("-d", "--home-dir", "--home", "-h") ?? (created is null && Number(name) is not null ? "/" : $"/home/{LoginName(created, name)}");

    private static string LoginName(ShellCommand? created, string name) => Number(name) is null ? name : created?.Words[^1] ?? name;

    private static uint? Id(ShellCommand command) => Number(command.Option("-u", "--uid") ?? "");

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

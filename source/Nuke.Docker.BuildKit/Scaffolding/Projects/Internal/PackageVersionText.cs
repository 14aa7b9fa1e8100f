namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Compares the referenced version with this one, in words that follow "references X already".</summary>
internal static class PackageVersionText
{
    public static string Compare(string? present, string wanted)
    {
        if (present is not { Length: > 0 })
            return "";

        return (Order(present), Order(wanted)) switch
        {
            ({ } a, { } b) when a.CompareTo(b) < 0 => $", in the older version {present}; this is {wanted}",
            ({ } a, { } b) when a.CompareTo(b) > 0 => $", in the newer version {present}; this is {wanted}",
            ({ }, { }) => $", in this version, {present}",
            _ => $", as {present}; this is {wanted}",
        };
    }

    // A release is newer than its pre-releases, which are ordered by name.
    private static (Version Number, bool Release, string Label)? Order(string text)
    {
        var parts = text.Trim('[', ']').Split('+')[0].Split('-', 2);
        return Version.TryParse(parts[0], out var number)
            ? (new(number.Major, number.Minor, Math.Max(number.Build, 0), Math.Max(number.Revision, 0)), parts.Length == 1, parts.ElementAtOrDefault(1) ?? "")
            : null;
    }
}

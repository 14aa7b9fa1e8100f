using Nuke.Common.IO;

namespace Nuke.Common.Parameters;

/// <summary><c>.nuke/parameters.json</c> and, before it, <c>.nuke/parameters.PROFILE.json</c>; the last profile named comes first.</summary>
internal static class ParametersFiles
{
    /// <summary>Returns a lookup for each file. They are delegates, so that System.Text.Json is loaded only if a file exists.</summary>
    public static IReadOnlyList<Func<string, GivenValue?>> Load(AbsolutePath root, IReadOnlyList<string> profiles)
    {
        var files = new List<Func<string, GivenValue?>>();
        for (var index = profiles.Count - 1; index >= 0; index--)
        {
            var path = $".nuke/parameters.{profiles[index]}.json";
            if (!(root / path).FileExists())
                throw new ParameterException($"Profile '{profiles[index]}' has no file '{path}'. {Existing(root / ".nuke")}");
            files.Add(Read(root, path));
        }

        if ((root / ".nuke" / "parameters.json").FileExists())
            files.Add(Read(root, ".nuke/parameters.json"));
        return files;
    }

    private static Func<string, GivenValue?> Read(AbsolutePath root, string path) => ParametersFile.Read(root, path).Find;

    private static string Existing(AbsolutePath directory)
    {
        var files = directory.DirectoryExists() ? directory.GetFiles("parameters.*.json") : [];
        var names = files.Select(x => x.NameWithoutExtension["parameters.".Length..]).ToList();
        return names.Count == 0 ? "There are no profiles." : $"There are: {string.Join(", ", names)}.";
    }
}

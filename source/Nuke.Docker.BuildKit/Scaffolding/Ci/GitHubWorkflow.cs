using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>
/// Writes the workflow of GitHub Actions: a job for pull requests, which cannot write to a registry; a job that publishes pushes to the default branch; and
/// one that joins the platforms.
/// </summary>
internal static class GitHubWorkflow
{
    public const string Path = ".github/workflows/docker.yml";

    private const string GitHubRegistry = "ghcr.io";

    /// <summary>The steps that create a builder, and let the build use GitHub's cache.</summary>
    public static string Builder { get; } = $$$"""
        - uses: {{{CiActions.Uses(CiActions.SetupBuildx)}}}
        # Only actions receive the token of GitHub's cache. Without it, buildx drops the cache of a run step and prints nothing.
        - name: Pass the token of the cache to the build
          uses: {{{CiActions.Uses(CiActions.GitHubScript)}}}
          with:
            script: |
              for (const name of ['ACTIONS_RUNTIME_TOKEN', 'ACTIONS_RESULTS_URL'])
                core.exportVariable(name, process.env[name]);
        """;

    /// <summary>Returns the step that keeps the reports.</summary>
    public static string Reports(CiPlan plan, string suffix) => $"""
        # The job summary has a short form of the reports.
        - uses: {CiActions.Uses(CiActions.UploadArtifact)}
          if: always()
          with:
            name: docker-reports{suffix}
            path: {YamlText.Scalar(plan.Reports)}
            if-no-files-found: ignore
        """;

    public static string Write(CiPlan plan)
    {
        var text = new StringBuilder();
        text.Append($$$"""
            name: docker

            on:
              push:
                branches: [{{{YamlText.Scalar(plan.Branch)}}}]
              pull_request:

            # Each job states what it needs.
            permissions: {}

            concurrency:
              group: ${{ github.workflow }}-${{ github.ref }}
              # A push to the default branch is published completely.
              cancel-in-progress: ${{ github.event_name == 'pull_request' }}

            jobs:

            """);
        if (!plan.Publishes)
        {
            Job(text, plan, "build", "", publishes: false, saves: true);
            return text.ToString();
        }

        const string OnPullRequest = "    # It runs the code of a pull request, and cannot write to a registry.\n    if: github.event_name == 'pull_request'\n";
        Job(text, plan, "build", OnPullRequest, publishes: false, saves: false);
        text.Append('\n');
        Job(text, plan, "publish", "    if: github.event_name == 'push'\n", publishes: true, saves: true);
        if (plan.Joins)
        {
            text.Append('\n');
            Join(text, plan);
        }

        return text.ToString();
    }

    private static void Job(StringBuilder text, CiPlan plan, string name, string condition, bool publishes, bool saves)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {name}:\n").Append(condition);
        if (plan.Platforms.Length > 0)
            Matrix(text, plan);
        else
            text.Append("    runs-on: ubuntu-24.04\n");
        text.Append("    timeout-minutes: 60\n");
        Permissions(text, contents: true, packages: publishes && plan.Registries.Contains(GitHubRegistry));
        text.Append("    steps:\n");
        Prepare(text, plan);
        if (publishes)
            LogIn(text, plan);
        if (plan.CarriesRecords)
            RestoreRecords(text, plan);
        if (plan.CarriesMounts)
            RestoreMounts(text, plan);
        Build(text, plan, publishes);
        // What a pull request saves is read by that pull request alone, and would displace the caches of the default branch.
        var onPush = publishes ? "" : "\n  if: github.event_name == 'push'";
        if (plan.CarriesRecords && saves)
            SaveRecords(text, plan, onPush);
        if (plan.CarriesMounts && saves)
            SaveMounts(text, plan, onPush);
        Step(text, Reports(plan, plan.Platforms.Length > 0 ? "-${{ matrix.suffix }}" : ""));
    }

    private static void Matrix(StringBuilder text, CiPlan plan)
    {
        text.Append("""
                strategy:
                  fail-fast: false
                  matrix:
                    include:

            """);
        var emulates = plan.Platforms.Any(platform => !platform.IsNative);
        foreach (var platform in plan.Platforms)
        {
            text.Append(CultureInfo.InvariantCulture, $"          - platform: {platform.Name}\n            suffix: {platform.Suffix}\n");
            text.Append(CultureInfo.InvariantCulture, $"            runner: {(platform.IsArm64 ? "ubuntu-24.04-arm" : "ubuntu-24.04")}\n");
            if (emulates)
                text.Append(CultureInfo.InvariantCulture, $"            emulated: {(platform.IsNative ? "false" : "true")}\n");
            if (platform.Images.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"            images: {YamlText.Scalar(string.Join(' ', platform.Images))}\n");
        }

        text.Append("    # A machine of the platform itself: emulation is several times slower.\n    runs-on: ${{ matrix.runner }}\n");
    }

    private static void Permissions(StringBuilder text, bool contents, bool packages)
    {
        text.Append(contents || packages ? "    permissions:\n" : "    permissions: {}\n");
        if (contents)
            text.Append("      contents: read\n");
        if (packages)
            text.Append("      packages: write\n");
    }

    private static void Prepare(StringBuilder text, CiPlan plan)
    {
        Step(text, $"""
            - uses: {CiActions.Uses(CiActions.Checkout)}
              with:
                persist-credentials: false
            - uses: {CiActions.Uses(CiActions.SetupDotnet)}
              with:
                {(plan.HasGlobalJson ? "global-json-file: global.json" : "dotnet-version: 10.0.x")}
            """);
        if (plan.Install is not null)
            Step(text, $"- run: {plan.Install}");
        if (plan.Platforms.Any(platform => !platform.IsNative))
        {
            Step(text, $"""
                - uses: {CiActions.Uses(CiActions.SetupQemu)}
                  if: matrix.emulated
                """);
        }

        Step(text, Builder);
    }

    private static void LogIn(StringBuilder text, CiPlan plan)
    {
        foreach (var registry in plan.Registries)
        {
            var (user, password) = registry == GitHubRegistry
                ? ("${{ github.actor }}", "${{ secrets.GITHUB_TOKEN }}")
                : ($"${{{{ secrets.{CiSecrets.UserOf(registry)} }}}}", $"${{{{ secrets.{CiSecrets.PasswordOf(registry)} }}}}");
            Step(text, $"""
                - name: Log in to {registry}
                  env:
                    REGISTRY_USER: {user}
                    REGISTRY_PASSWORD: {password}
                  run: printf '%s' "$REGISTRY_PASSWORD" | docker login {registry} --username "$REGISTRY_USER" --password-stdin
                """);
        }
    }

    private static void RestoreRecords(StringBuilder text, CiPlan plan)
    {
        var key = Key(plan, "docker-records");
        Step(text, $$$"""
            # With the records of the last build, this one names the causes of its steps. ledger.key must not be one of them: pull requests can read them.
            - id: records
              uses: {{{CiActions.Uses(CiActions.Cache, "/restore")}}}
              with:
                path: |
            {{{RecordPaths(plan)}}}
                key: {{{key}}}-${{ github.run_id }}
                restore-keys: {{{key}}}-
            """);
    }

    private static void SaveRecords(StringBuilder text, CiPlan plan, string condition) => Step(text, $$$"""
        - uses: {{{CiActions.Uses(CiActions.Cache, "/save")}}}{{{condition}}}
          with:
            path: |
        {{{RecordPaths(plan)}}}
            key: ${{ steps.records.outputs.cache-primary-key }}
        """);

    // The workspace is a folder with the name of the repository.
    private static string RecordPaths(CiPlan plan) => string.Join('\n', plan.Records.Select(folder =>
        $"      {folder.Path}/{(folder.IsShared ? "${{ github.event.repository.name }}" : "")}{folder.Files}"));

    private static string Key(CiPlan plan, string name) => plan.Platforms.Length > 0 ? name + "-${{ matrix.suffix }}" : name;

    private static void RestoreMounts(StringBuilder text, CiPlan plan)
    {
        var key = Key(plan, "docker-mounts");
        Step(text, $$$"""
            # The downloads of pip and uv are in cache mounts, which no build cache contains.
            - id: mounts
              uses: {{{CiActions.Uses(CiActions.Cache, "/restore")}}}
              with:
                path: ${{ runner.temp }}/cache-mounts
                key: {{{key}}}-${{ github.run_id }}
                restore-keys: {{{key}}}-
            - name: Import the cache mounts
              if: steps.mounts.outputs.cache-matched-key != ''
              run: {{{plan.ImportMounts}}} --docker-cache-mounts "$RUNNER_TEMP/cache-mounts"
            """);
    }

    private static void Build(StringBuilder text, CiPlan plan, bool publishes)
    {
        text.Append("      - name: Build\n");
        List<string> variables =
        [
            .. plan.Secrets.Select(name => $"{name}: ${{{{ secrets.{name} }}}}"),
            .. plan.Platforms.Length > 0 ? ["PLATFORM: ${{ matrix.platform }}"] : Array.Empty<string>(),
            .. plan.Joins && publishes ? ["SUFFIX: ${{ matrix.suffix }}"] : Array.Empty<string>(),
            .. HasImages(plan) ? ["IMAGES: ${{ matrix.images }}"] : Array.Empty<string>(),
        ];
        if (variables.Count > 0)
            text.Append("        env:\n").Append(string.Concat(variables.Select(variable => $"          {variable}\n")));
        var arguments = (plan.Platforms.Length > 0 ? " --platform \"$PLATFORM\"" : "")
            + (publishes ? " --push" : "")
            + (plan.Joins && publishes ? " --docker-tag-suffix=\"-$SUFFIX\"" : "")
            // Several names, which the shell separates.
            + (HasImages(plan) ? " --image $IMAGES" : "");
        text.Append(CultureInfo.InvariantCulture, $"        run: {plan.Build}{arguments}\n");
    }

    private static bool HasImages(CiPlan plan) => plan.Platforms.Any(platform => platform.Images.Length > 0);

    private static void SaveMounts(StringBuilder text, CiPlan plan, string condition) => Step(text, $$$"""
        - name: Export the cache mounts{{{condition}}}
          run: {{{plan.ExportMounts}}} --docker-cache-mounts "$RUNNER_TEMP/cache-mounts"
        - uses: {{{CiActions.Uses(CiActions.Cache, "/save")}}}{{{condition}}}
          with:
            path: ${{ runner.temp }}/cache-mounts
            key: ${{ steps.mounts.outputs.cache-primary-key }}
        """);

    private static void Join(StringBuilder text, CiPlan plan)
    {
        text.Append("""
              # One name for the images of all platforms.
              join:
                needs: publish
                runs-on: ubuntu-24.04
                timeout-minutes: 15

            """);
        Permissions(text, contents: false, packages: plan.Registries.Contains(GitHubRegistry));
        text.Append("    steps:\n");
        Step(text, $"""
            - uses: {CiActions.Uses(CiActions.DownloadArtifact)}
              with:
                pattern: docker-reports-*
                path: {FolderOf(plan)}
            - uses: {CiActions.Uses(CiActions.SetupBuildx)}
            """);
        LogIn(text, plan);
        Step(text, $"""
            - name: Join the platforms
              run: |
            {CiJoin.Script("    ")}
            """);
    }

    // The action unpacks a single artifact without a folder of its name.
    private static string FolderOf(CiPlan plan) => plan.Platforms.Length == 1 ? $"reports/docker-reports-{plan.Platforms[0].Suffix}" : "reports";

    private static void Step(StringBuilder text, string step)
    {
        foreach (var line in step.Split('\n'))
            text.Append(line.Length > 0 ? $"      {line}\n" : "\n");
    }
}

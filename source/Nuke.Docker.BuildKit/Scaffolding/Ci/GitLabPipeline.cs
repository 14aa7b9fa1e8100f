using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>Writes the pipeline of GitLab CI, which <c>.gitlab-ci.yml</c> includes.</summary>
internal static class GitLabPipeline
{
    public const string Path = ".gitlab/docker.gitlab-ci.yml";
    public const string Main = ".gitlab-ci.yml";

    // GitLab caches only folders of the repository.
    private const string Records = ".docker-records";

    private const string GitLabRegistry = "$CI_REGISTRY";

    /// <summary>Returns the text of a new <c>.gitlab-ci.yml</c>.</summary>
    public static string Include => $"include:\n  - local: {Path}\n";

    public static string Write(CiPlan plan)
    {
        var text = new StringBuilder();
        text.Append("""
            .docker:
              image: mcr.microsoft.com/dotnet/sdk:10.0
              services:
                - name: docker:29-dind
                  alias: docker
              timeout: 1h
              variables:
                DOCKER_HOST: tcp://docker:2376
                DOCKER_TLS_VERIFY: "1"
                DOCKER_TLS_CERTDIR: /certs
                DOCKER_CERT_PATH: /certs/client
              before_script:
                - apt-get update -qq && apt-get install -qq --no-install-recommends docker.io docker-buildx jq > /dev/null
                # buildx reads the certificates from a context, and not from the environment.
                - docker context create engine && docker buildx create --use --bootstrap engine

            """);
        if (plan.Install is not null)
            text.Append(CultureInfo.InvariantCulture, $"    - {plan.Install} && export PATH=\"$PATH:$HOME/.dotnet/tools\"\n");
        text.Append("""
              artifacts:
                when: always
                expire_in: 1 week

            """);
        text.Append(CultureInfo.InvariantCulture, $"    paths: [{YamlText.Scalar(plan.Reports)}]\n\n");
        Job(text, plan, "docker-build", publishes: false);
        if (plan.Publishes)
        {
            text.Append('\n');
            Job(text, plan, "docker-publish", publishes: true);
        }
        if (plan.Joins)
        {
            text.Append('\n');
            Join(text, plan);
        }

        return text.ToString();
    }

    private static void Job(StringBuilder text, CiPlan plan, string name, bool publishes)
    {
        text.Append(CultureInfo.InvariantCulture, $"{name}:\n  extends: .docker\n  rules:\n");
        if (publishes)
            text.Append("    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n");
        else
        {
            var saves = !plan.Publishes && (plan.CarriesMounts || plan.CarriesRecords);
            text.Append("    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n").Append(saves ? "      variables: { CACHE_POLICY: pull }\n" : "");
            if (!plan.Publishes)
                text.Append("    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n").Append(saves ? "      variables: { CACHE_POLICY: pull-push }\n" : "");
        }
        // A newer pipeline of the same branch stops a job that publishes nothing.
        text.Append(CultureInfo.InvariantCulture, $"  interruptible: {(publishes ? "false" : "true")}\n");
        if (plan.Platforms.Length > 0)
            Matrix(text, plan);
        if (plan.CarriesRecords || plan.CarriesMounts)
            text.Append("  cache:\n");
        if (plan.CarriesRecords)
            Cache(text, plan, "docker-records", Records, publishes);
        if (plan.CarriesMounts)
            Cache(text, plan, "docker-mounts", ".docker-cache-mounts", publishes);
        text.Append("  script:\n");
        if (publishes)
            LogIn(text, plan);
        if (plan.CarriesRecords)
            RestoreRecords(text, plan);
        if (plan.CarriesMounts)
        {
            // GitLab caches only folders of the repository, where the mounts would be part of the build context.
            text.Append("    - if [ -e .docker-cache-mounts ]; then mv .docker-cache-mounts /tmp/cache-mounts; fi\n");
            text.Append("    - test ! -e /tmp/cache-mounts/cache-mounts.json || ");
            text.Append(CultureInfo.InvariantCulture, $"{plan.ImportMounts} --docker-cache-mounts /tmp/cache-mounts\n");
        }

        var arguments = (plan.Platforms.Length > 0 ? " --platform \"$PLATFORM\"" : "")
            + (publishes ? " --push" : "")
            + (plan.Joins && publishes ? " --docker-tag-suffix=\"-$SUFFIX\"" : "")
            + (plan.Platforms.Any(platform => platform.Images.Length > 0) ? " --image $IMAGES" : "");
        text.Append(CultureInfo.InvariantCulture, $"    - {plan.Build}{arguments}\n");
        if (plan.CarriesRecords && (publishes || !plan.Publishes))
            SaveRecords(text, plan, isSure: publishes);
        if (plan.CarriesMounts && (publishes || !plan.Publishes))
        {
            var export = $"{plan.ExportMounts} --docker-cache-mounts /tmp/cache-mounts";
            const string Keep = "mv /tmp/cache-mounts .docker-cache-mounts";
            text.Append(publishes ? $"    - {export}\n    - {Keep}\n" : $"    - if [ \"$CACHE_POLICY\" = pull-push ]; then {export} && {Keep}; fi\n");
        }

        if (plan.Joins && publishes)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - mkdir -p reports && cp -r \"{plan.Reports}\" \"reports/docker-reports-$SUFFIX\"\n");
            text.Append("  artifacts:\n    when: always\n    expire_in: 1 week\n");
            text.Append(CultureInfo.InvariantCulture, $"    paths: [{YamlText.Scalar(plan.Reports)}, reports]\n");
        }
    }

    // Merge requests don't write it, and read it only if the project shares caches between protected and other branches.
    private static void Cache(StringBuilder text, CiPlan plan, string key, string folder, bool publishes) => text.Append(CultureInfo.InvariantCulture, $$"""
            - key: {{key}}{{(plan.Platforms.Length > 0 ? "-$SUFFIX" : "")}}
              paths: [{{folder}}]
              policy: {{(publishes ? "pull-push" : plan.Publishes ? "pull" : "$CACHE_POLICY")}}

        """);

    // A build without them is only explained worse.
    private static void RestoreRecords(StringBuilder text, CiPlan plan)
    {
        text.Append(CultureInfo.InvariantCulture, $"""
                # With the records of the last build, this one names the causes of its steps. They move out of the build context.
                - |
                  if [ -e {Records} ]; then

            """);
        foreach (var folder in plan.Records)
            Copy(text, "        ", $"\"$CI_PROJECT_DIR\"/{Records}/{folder.Name}", folder, PathOf(folder));
        text.Append(CultureInfo.InvariantCulture, $"        rm -r {Records}\n      fi\n");
    }

    private static void SaveRecords(StringBuilder text, CiPlan plan, bool isSure)
    {
        text.Append("    # ledger.key must not be one of them: merge requests can read them.\n    - |\n");
        var indent = isSure ? "      " : "        ";
        if (!isSure)
            text.Append("      if [ \"$CACHE_POLICY\" = pull-push ]; then\n");
        foreach (var folder in plan.Records)
            Copy(text, indent, PathOf(folder), folder, $"\"$CI_PROJECT_DIR\"/{Records}/{folder.Name}");
        if (!isSure)
            text.Append("      fi\n");
    }

    // Only the named files, in both directions.
    private static void Copy(StringBuilder text, string indent, string from, CiFolder folder, string to)
    {
        var files = (folder.IsShared ? "\"$CI_PROJECT_NAME\"" : "") + folder.Files;
        text.Append(CultureInfo.InvariantCulture, $"{indent}mkdir -p {to} && (cd {from} && cp -a --parents {files} {to}) || true\n");
    }

    // A shell doesn't replace a quoted tilde.
    private static string PathOf(CiFolder folder) => folder.IsShared ? folder.Path : $"\"$CI_PROJECT_DIR/{folder.Path}\"";

    private static void Matrix(StringBuilder text, CiPlan plan)
    {
        text.Append("  parallel:\n    matrix:\n");
        foreach (var platform in plan.Platforms)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - PLATFORM: {platform.Name}\n        SUFFIX: {platform.Suffix}\n");
            text.Append(CultureInfo.InvariantCulture, $"        RUNNER: saas-linux-small-{(platform.IsArm64 ? "arm64" : "amd64")}\n");
            if (platform.Images.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"        IMAGES: {YamlText.Scalar(string.Join(' ', platform.Images))}\n");
        }

        text.Append("  tags: [$RUNNER]\n");
    }

    private static void LogIn(StringBuilder text, CiPlan plan)
    {
        foreach (var registry in plan.Registries)
        {
            var (host, user, password) = registry is GitLabRegistry or "registry.gitlab.com"
                ? ("\"$CI_REGISTRY\"", "$CI_REGISTRY_USER", "$CI_REGISTRY_PASSWORD")
                : (registry, $"${CiSecrets.UserOf(registry)}", $"${CiSecrets.PasswordOf(registry)}");
            text.Append(
                CultureInfo.InvariantCulture,
                $"    - printf '%s' \"{password}\" | docker login {host} --username \"{user}\" --password-stdin\n");
        }
    }

    private static void Join(StringBuilder text, CiPlan plan)
    {
        text.Append("""
            docker-join:
              extends: .docker
              needs: [docker-publish]
              rules:
                - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
              script:

            """);
        LogIn(text, plan);
        text.Append("    - |\n").Append(CiJoin.Script("      ")).Append('\n');
    }
}

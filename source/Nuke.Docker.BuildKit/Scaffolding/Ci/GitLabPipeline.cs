using System.Globalization;
using System.Text;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Scaffolding.Ci;

/// <summary>Writes the pipeline of GitLab CI, which <c>.gitlab-ci.yml</c> includes.</summary>
internal static class GitLabPipeline
{
    public const string Path = ".gitlab/docker.gitlab-ci.yml";
    public const string Main = ".gitlab-ci.yml";

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
            var saves = !plan.Publishes && plan.CarriesMounts;
            text.Append("    - if: $CI_PIPELINE_SOURCE == \"merge_request_event\"\n").Append(saves ? "      variables: { MOUNTS: pull }\n" : "");
            if (!plan.Publishes)
                text.Append("    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH\n").Append(saves ? "      variables: { MOUNTS: pull-push }\n" : "");
        }
        // A newer pipeline of the same branch stops a job that publishes nothing.
        text.Append(CultureInfo.InvariantCulture, $"  interruptible: {(publishes ? "false" : "true")}\n");
        if (plan.Platforms.Length > 0)
            Matrix(text, plan);
        if (plan.CarriesMounts)
        {
            // Merge requests don't write it, and read it only if the project shares caches between protected and other branches.
            text.Append(CultureInfo.InvariantCulture, $$"""
                  cache:
                    key: docker-mounts{{(plan.Platforms.Length > 0 ? "-$SUFFIX" : "")}}
                    paths: [.docker-cache-mounts]
                    policy: {{(publishes ? "pull-push" : plan.Publishes ? "pull" : "$MOUNTS")}}

                """);
        }
        text.Append("  script:\n");
        if (publishes)
            LogIn(text, plan);
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
        if (plan.CarriesMounts && (publishes || !plan.Publishes))
        {
            var export = $"{plan.ExportMounts} --docker-cache-mounts /tmp/cache-mounts";
            const string Keep = "mv /tmp/cache-mounts .docker-cache-mounts";
            text.Append(publishes ? $"    - {export}\n    - {Keep}\n" : $"    - if [ \"$MOUNTS\" = pull-push ]; then {export} && {Keep}; fi\n");
        }

        if (plan.Joins && publishes)
        {
            text.Append(CultureInfo.InvariantCulture, $"    - mkdir -p reports && cp -r \"{plan.Reports}\" \"reports/docker-reports-$SUFFIX\"\n");
            text.Append("  artifacts:\n    when: always\n    expire_in: 1 week\n");
            text.Append(CultureInfo.InvariantCulture, $"    paths: [{YamlText.Scalar(plan.Reports)}, reports]\n");
        }
    }

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

using Nuke.Docker.BuildKit.Text.Redaction;

namespace Nuke.Docker.BuildKit.Text.Tests.Redaction;

public class CredentialShapesSpecs
{
    private const string Forty = "aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW3xY5zA7b";

    [TestCase("https://user:hunter2@host/simple", "https://[REDACTED]@host/simple")]
    [TestCase("https://glsecret@host", "https://[REDACTED]@host")]
    [TestCase("postgresql+psycopg://app:hunter2@db:5432/app", "postgresql+psycopg://[REDACTED]@db:5432/app")]
    [TestCase("redis://:hunter2@cache:6379/0", "redis://[REDACTED]@cache:6379/0")]
    [TestCase("app:hunter2@tcp(db:3306)/app", "app:[REDACTED]@tcp(db:3306)/app")]
    [TestCase("git clone ssh://root:hunter2@host/repo", "git clone ssh://[REDACTED]@host/repo")]
    [TestCase("a ghp_" + Forty + " b", "a [REDACTED] b")]
    [TestCase("github_pat_" + Forty, "[REDACTED]")]
    [TestCase("x=glpat-abcdefghij0123456789", "x=[REDACTED]")]
    [TestCase("xoxb-123456789012-abcdefghijkl", "[REDACTED]")]
    [TestCase("https://hooks.slack.com/services/T000/B000/XXXX", "https://hooks.slack.com/services/[REDACTED]")]
    [TestCase("id AKIAIOSFODNN7EXAMPLE.", "id [REDACTED].")]
    [TestCase("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl", "[REDACTED]")]
    [TestCase("sk-proj-" + Forty, "[REDACTED]")]
    [TestCase("npm_" + Forty, "[REDACTED]")]
    [TestCase("pypi-AgEIcHlwaS5vcmc" + Forty, "[REDACTED]")]
    [TestCase("hf_" + Forty, "[REDACTED]")]
    [TestCase("dckr_pat_abcdefghijklmnopqrstuvwxyz0", "[REDACTED]")]
    [TestCase("bot 123456789:AAH" + Forty, "bot [REDACTED]")]
    [TestCase("Authorization: Bearer abcdefgh12345678", "Authorization: Bearer [REDACTED]")]
    [TestCase("curl -H \"Authorization: Basic dXNlcjpwYXNz\"", "curl -H \"Authorization: Basic [REDACTED]\"")]
    [TestCase("?sv=2024&sig=abcdefghijklmnopqrstuvwxyz%3D&x=1", "?sv=2024&sig=[REDACTED]&x=1")]
    [TestCase("--build-arg API_TOKEN=hunter2", "--build-arg API_TOKEN=[REDACTED]")]
    [TestCase("[2/5] ENV DB_PASSWORD=hunter2 DEBUG=1", "[2/5] ENV DB_PASSWORD=[REDACTED] DEBUG=1")]
    [TestCase("[2/5] ENV DB_PASSWORD hunter2", "[2/5] ENV DB_PASSWORD [REDACTED]")]
    [TestCase("ARG GH_PAT=hunter2", "ARG GH_PAT=[REDACTED]")]
    [TestCase("FTP_PW='hunter 2' x", "FTP_PW='[REDACTED]' x")]
    [TestCase("\"dbPassword\": \"hunter 2\", \"x\": 1", "\"dbPassword\": \"[REDACTED]\", \"x\": 1")]
    [TestCase("Server=db;User Id=sa;Password=hunter2;Encrypt=true", "Server=db;User Id=sa;Password=[REDACTED];Encrypt=true")]
    [TestCase("AccountName=a;AccountKey=abcd1234==;x", "AccountName=a;AccountKey=[REDACTED];x")]
    [TestCase("twine upload --password hunter2", "twine upload --password [REDACTED]")]
    [TestCase("https://host/?access_token=hunter2&x=1", "https://host/?access_token=[REDACTED]&x=1")]
    [TestCase("-----BEGIN RSA PRIVATE KEY-----\\nMIIE", "[REDACTED]")]
    public void A_credential_is_redacted_by_its_shape(string text, string expected)
    {
        Assert.That(CredentialShapes.Redact(text), Is.EqualTo(expected));
        Assert.That(CredentialShapes.Redact(expected), Is.SameAs(expected), "a redacted text stays");
    }

    [TestCase("--secret id=token,env=API_TOKEN")]
    [TestCase("RUN --mount=type=secret,id=pip,target=/root/.netrc pip install")]
    [TestCase("RUN TOKEN=$(cat /run/secrets/token) make")]
    [TestCase("RUN curl -H \"Authorization: Bearer $TOKEN\" https://host")]
    [TestCase("failed to fetch anonymous token: Get \"https://auth.docker.io/token?scope=repository:library/python:pull\"")]
    [TestCase("unexpected token: 'FORM'")]
    [TestCase("MAX_TOKENS=4096 TOKENIZERS_PARALLELISM=false")]
    [TestCase("PASSWORD_FILE=/run/secrets/db SECRET_NAME=db-password")]
    [TestCase("USE_TOKEN=true REQUIRE_PASSWORD=false")]
    [TestCase("DockerSecret = [id=pip,env=PIP]")]
    [TestCase("git@github.com:acme/app.git and https://git@github.com/acme/app")]
    [TestCase("ssh://deploy@host/repo.git")]
    [TestCase("key=value KEY=value cache-key=12345678")]
    [TestCase("sha256:4bcfa1b6a7a8a8a0d7b9")]
    [TestCase("401 Unauthorized: authorization failed")]
    [TestCase("www-authenticate: Bearer realm=\"https://host/token\",service=\"registry\"")]
    public void Ordinary_text_stays(string text) => Assert.That(CredentialShapes.Redact(text), Is.SameAs(text));
}

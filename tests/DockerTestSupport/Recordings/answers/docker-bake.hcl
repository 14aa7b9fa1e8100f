variable "TAG" {
  default = "1.2"
  description = "Tag of the images"
}
group "default" { targets = ["api", "worker"] }
target "_base" {
  platforms = ["linux/amd64"]
  labels = { "org.opencontainers.image.vendor" = "Acme" }
}
target "api" {
  inherits = ["_base"]
  context = "api"
  target = "runtime"
  args = { VERSION = TAG, SHELL = "$${HOME} %%{x} \"q\"" }
  tags = ["acme/api:${TAG}", "acme/api:latest"]
  cache-from = ["type=registry,ref=127.0.0.1:9/cache", { type = "local", src = "/src/cache" }]
  cache-to = [{ type = "local", dest = "/src/cache", mode = "max" }]
  secret = [{ id = "pip", src = "pip.conf" }, "id=token,env=TOKEN"]
  ssh = ["default"]
  output = ["type=docker"]
  attest = ["type=provenance,mode=max"]
  annotations = ["index:org.example=1"]
  contexts = { extra = "worker" }
  dockerfile-inline = "FROM scratch\nCOPY . /\n"
  entitlements = ["network.host"]
  extra-hosts = { db = "127.0.0.1" }
  network = "host"
  no-cache = false
  no-cache-filter = ["builder"]
  pull = false
  shm-size = "128m"
  ulimits = ["nofile=1024:2048"]
  description = "The service"
  call = "check"
}
target "worker" {
  name = "worker-${arch}"
  matrix = { arch = ["amd64", "arm64"] }
  inherits = ["_base"]
  context = "worker"
  platforms = ["linux/${arch}"]
  tags = ["acme/worker:${TAG}-${arch}"]
}

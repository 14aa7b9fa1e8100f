group "default" { targets = ["api", "worker"] }
target "api" {
  context = "api"
  target = "runtime"
  tags = ["acme/api:1.2"]
  network = "host"
}
target "worker" {
  context = "worker"
  tags = ["acme/worker:1.2"]
}

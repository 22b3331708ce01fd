"""The commands of the kernel: one module per `portee <verb>`."""

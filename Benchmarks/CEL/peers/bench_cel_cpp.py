"""Prints `case nanoseconds`, a line for each case, of cel-cpp through its Python wheel (pip install cel-expr-python)."""
import time

from cel_expr_python import cel

env = cel.NewEnv(variables={
    "pilots": cel.Type.List(cel.Type.Map(cel.Type.STRING, cel.Type.DYN)),
    "budget": cel.Type.DOUBLE, "sector": cel.Type.STRING, "mail": cel.Type.STRING, "long": cel.Type.STRING})
data = {
    "pilots": [{"id": "P4", "name": "Pilot", "weeks": 4}, {"id": "P6", "name": "Pilot", "weeks": 6}],
    "budget": 25000.0, "sector": "health", "mail": "jo.bloggs+pilot@example.org", "long": "a" * 8192}
activation = env.Activation(data)


def measure(name, count, source):
    expression = env.compile(source)
    for _ in range(count // 10):
        assert expression.eval(activation).value() is True
    start = time.process_time()
    for _ in range(count):
        expression.eval(activation)
    print(name, (time.process_time() - start) * 1e9 / count)


def measure_compile(count, source):
    start = time.process_time()
    for _ in range(count):
        env.compile(source)
    print("compile", (time.process_time() - start) * 1e9 / count)


EXAMPLE = "size(pilots) >= 1 && size(pilots) <= 2 && pilots.all(p, p.weeks <= 6) && budget > 10000.0"
measure("call", 50000, "true")
measure("example", 30000, EXAMPLE)
measure("choice", 50000, "sector == 'health' && !(sector in ['finance', 'energy'])")
measure("regex", 30000, r"mail.matches(r'^[\w.+-]+@[\w-]+(\.[\w-]+)+$')")
measure("bomb-8KiB", 500, r"!long.matches('^(([a-z])+.)+[A-Z]([a-z])+$')")
measure_compile(2000, EXAMPLE)

"""Puts the clone's folders into one package, `ctc_reporting`, so that an installation takes one name (decision 50)."""

from setuptools import find_namespace_packages, setup

ROOMS = ("contracts", "ctc", "examples", "reference", "services", "shared", "simulator")
"""What is installed; the folders that the product reads at run time are among them."""

setup(
    packages=[
        "ctc_reporting",
        *(
            f"ctc_reporting.{name}"
            for name in find_namespace_packages(include=[*ROOMS, *(f"{room}.*" for room in ROOMS)])
        ),
    ],
    package_dir={f"ctc_reporting.{room}": room for room in ROOMS},
)

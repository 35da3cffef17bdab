"""Import contracts of our own, for import-linter."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class PrivateModuleContract(Contract):
    """Modules of a name, such as `tables`, are imported only inside their own package, and by `allowed_importers`.

    Other packages ask the feature's `queries` or `actions`, or the record engine.
    """

    module_name = fields.StringField()
    allowed_importers = fields.ListField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        allowed = set(self.allowed_importers or ())  # type: ignore[call-overload]
        broken = []
        for module in sorted(one for one in graph.modules if one.endswith(f".{self.module_name}")):
            package = module.rpartition(".")[0]
            for importer in sorted(graph.find_modules_that_directly_import(module)):
                inside = importer == package or importer.startswith(f"{package}.")
                if not inside and importer not in allowed:
                    broken.append(f"{importer} -> {module}")
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for one in check.metadata["broken"]:
            output.print_error(one)
